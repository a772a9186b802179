using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Experiments.Reduction.Saving;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Cluster;

/// <summary>
/// The files by which the driver of a sweep and its elements talk, in the folder <c>.slurm</c> of the sweep's. Each is written by one process, whole
/// and under its final name; they are opened by name, since a network file system may list them late.
/// </summary>
internal sealed class ClusterFolder
{
    private const string Name = ".slurm";
    private const int LastLines = 4;
    private const int MostOfALog = 4096;
    private readonly string root;

    /// <summary>The folder of the sweep that writes to <paramref name="output"/>.</summary>
    public ClusterFolder(string output)
    {
        Output = Path.GetFullPath(output);
        root = Path.Combine(Output, Name);
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Output)))[..8];
    }

    /// <summary>The sweep's folder.</summary>
    public string Output { get; }

    /// <summary>The folder that holds it all.</summary>
    public string Root => root;

    /// <summary>Eight letters that tell the sweep's jobs from those of others.</summary>
    public string Id { get; }

    /// <summary>The beginning of the names of the sweep's jobs.</summary>
    public string JobPrefix => $"experiments-{Id}-";

    /// <summary>The name of the job that runs the sweep itself.</summary>
    public string DriverName => $"{JobPrefix}driver";

    /// <summary>Whether there is such a folder.</summary>
    public bool Exists => Directory.Exists(root);

    /// <summary>The resolved configuration, for elements to read.</summary>
    public string Configuration => Path.Combine(root, "sweep.yaml");

    /// <summary>The script of the job that runs the sweep itself.</summary>
    public string DriverScript => Path.Combine(root, "driver.sh");

    /// <summary>Says that somebody took the sweep's jobs out of the queue: a driver that sees it stops.</summary>
    public string Cancelled => Path.Combine(root, "cancelled");

    private string Failures => Path.Combine(root, "failed.json");

    private string Facts => Path.Combine(root, "sweep.json");

    /// <summary>The folder to which a batch belongs.</summary>
    public static ClusterFolder OfBatch(string batch) => new(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(batch)))!);

    /// <summary>The folder of a batch: no two drivers use one, whatever each of them has seen of the other's.</summary>
    /// <param name="driver">Letters that tell the driver from others.</param>
    /// <param name="number">The number of the batch among the driver's.</param>
    public string Batch(string driver, int number) => Path.Combine(root, FormattableString.Invariant($"b{driver}_{number:000}"));

    /// <summary>The name of the job that a batch becomes.</summary>
    public string JobName(string batch) => JobPrefix + Path.GetFileName(batch);

    /// <summary>The folder of the batch that became a job.</summary>
    public string BatchOf(string jobName) => Path.Combine(root, jobName[JobPrefix.Length..]);

    /// <summary>Writes what every element needs to know.</summary>
    public void Write(SharedFacts facts, string configuration)
    {
        Directory.CreateDirectory(root);
        AtomicFile.Write(Configuration, stream => stream.Write(Encoding.UTF8.GetBytes(configuration)));
        JsonFile.Write(Facts, facts);
    }

    /// <summary>Reads what every element needs to know; null where the folder says nothing.</summary>
    public SharedFacts? ReadFacts() => Read<SharedFacts>(Facts);

    /// <summary>Writes a batch before it is handed in.</summary>
    public static void Write(string batch, IReadOnlyList<ElementWork> elements, string script)
    {
        Directory.CreateDirectory(batch);
        for (int i = 0; i < elements.Count; i++)
        {
            JsonFile.Write(WorkFile(batch, i), elements[i]);
        }

        AtomicFile.Write(ScriptFile(batch), stream => stream.Write(Encoding.UTF8.GetBytes(script)));
    }

    /// <summary>The script of a batch.</summary>
    public static string ScriptFile(string batch) => Path.Combine(batch, "job.sh");

    /// <summary>The work of an element.</summary>
    public static ElementWork? ReadWork(string batch, int index) => Read<ElementWork>(WorkFile(batch, index));

    /// <summary>What an element left; null where it left nothing yet.</summary>
    public static ElementOutcome? ReadOutcome(string batch, int index) => Read<ElementOutcome>(OutcomeFile(batch, index));

    /// <summary>Leaves what came of an element.</summary>
    public static void Write(string batch, int index, ElementOutcome outcome) => JsonFile.Write(OutcomeFile(batch, index), outcome);

    /// <summary>The last lines of an element's log, in one line; empty where there is none.</summary>
    public static string EndOfLog(string batch, int index)
    {
        try
        {
            using FileStream stream = File.OpenRead(Path.Combine(batch, FormattableString.Invariant($"{index}.log")));
            stream.Seek(-Math.Min(stream.Length, MostOfALog), SeekOrigin.End);
            using StreamReader reader = new(stream);
            string[] lines = [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
            return string.Join(" | ", lines.TakeLast(LastLines));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    /// <summary>The items that were given up.</summary>
    public IReadOnlyList<FailedItem> ReadFailures() => Read<FailedItem[]>(Failures) ?? [];

    /// <summary>Writes the items that were given up.</summary>
    public void Write(IReadOnlyCollection<FailedItem> failures) => JsonFile.Write(Failures, failures);

    /// <summary>Removes the batches, which nobody needs after a sweep that came to its end.</summary>
    public void RemoveBatches()
    {
        foreach (string batch in Exists ? Directory.GetDirectories(root, "b*") : [])
        {
            try
            {
                Directory.Delete(batch, recursive: true);
            }
            catch (IOException)
            {
                // A log that a node still writes stays; the next sweep tries again.
            }
        }
    }

    private static string WorkFile(string batch, int index) => Path.Combine(batch, FormattableString.Invariant($"{index}.json"));

    private static string OutcomeFile(string batch, int index) => Path.Combine(batch, FormattableString.Invariant($"{index}.done.json"));

    private static T? Read<T>(string file)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), SweepJson.Options);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
