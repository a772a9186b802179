using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Experiments.Networks.Torch;

namespace Experiments.Tests.Fuzz;

/// <summary>What came of a reader's cases.</summary>
internal sealed record FuzzOutcome(
    string Reader, int Cases, int Accepted, double Seconds, double SlowestSeconds, long MostBytes, IReadOnlyList<string> Failures);

/// <summary>
/// Feeds damaged files to one reader on a thread of its own, watched for hangs. Case i is a function of (reader, seed, i) alone. The file a
/// case reads stays in its folder when the process dies of it (a crash in native code, a stack overflow).
/// </summary>
internal sealed class FuzzRun(FuzzReader reader, int seed) : IDisposable
{
    private const int MostFailures = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly List<string> failures = [];
    private string[] paths = [];
    private string[][] names = [];
    private int accepted;
    private double slowest;
    private long most;
    private int current;
    private long began;

    /// <summary>Where the files lie; it stays when a case broke a rule.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory($"experiments-fuzz-{reader.Name}-").FullName;

    /// <summary>Runs cases <paramref name="first"/>, first + 1, ….</summary>
    public FuzzOutcome Run(int first, int count)
    {
        Prepare();
        Stopwatch clock = Stopwatch.StartNew();
        Volatile.Write(ref began, Stopwatch.GetTimestamp());
        Thread worker = new(() => RunCases(first, count)) { IsBackground = true, Name = reader.Name };
        worker.Start();
        while (!worker.Join(TimeSpan.FromSeconds(1)))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref began)) > Longest)
            {
                failures.Add(Failure(current, $"still reads after {Longest.TotalSeconds} s"));
                break;
            }
        }

        return Outcome(count, clock, failures);
    }

    public void Dispose()
    {
        if (failures.Count == 0)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private void Prepare()
    {
        paths = [.. reader.Seeds.Select((good, i) => Path.Combine([Folder, $"{i}", .. good.FileName.Split('/')]))];
        foreach ((FuzzSeed good, string path) in reader.Seeds.Zip(paths))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            good.Prepare?.Invoke(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, good.Content);
            reader.Read(path);
        }

        names = [.. Enumerable.Range(0, paths.Length)
            .Select(i => Directory.EnumerateFiles(Path.Combine(Folder, $"{i}"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file)).Distinct().ToArray())];
    }

    private void RunCases(int first, int count)
    {
        for (current = first; current < first + count && failures.Count < MostFailures; current++)
        {
            Random random = new(StableSeed(current));
            int which = random.Next(paths.Length);
            byte[] content = Damaged(reader.Seeds[which].Content, random);
            // Some file systems write to disk at once when a file is cut and written again: a new file is a hundred times quicker.
            File.Delete(paths[which]);
            File.WriteAllBytes(paths[which], content);
            Volatile.Write(ref began, Stopwatch.GetTimestamp());
            if (Complaint(which, content.Length) is { } complaint)
            {
                failures.Add(Failure(current, complaint));
                File.Copy(paths[which], Path.Combine(Folder, $"case-{current}{Path.GetExtension(paths[which])}"), overwrite: true);
            }
        }
    }

    private byte[] Damaged(byte[] content, Random random)
    {
        bool knowing = reader.Edit is not null && random.Next(2) == 0;
        return knowing ? reader.Edit!(content, random) : ByteMutation.Apply(content, random);
    }

    private string? Complaint(int which, long fileSize)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string? complaint = null;
        try
        {
            reader.Read(paths[which]);
            accepted++;
        }
        catch (Exception fault)
        {
            complaint = FuzzRule.Complaint(reader, fault, names[which]);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        most = Math.Max(most, allocated);
        slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(began).TotalSeconds);
        return complaint ?? FuzzRule.Complaint(reader, allocated, fileSize);
    }

    private string Failure(int number, string complaint) =>
        $"{reader.Name}: {complaint}\n  again: ./run.sh bench fuzz --only {reader.Name} --seed {seed} --case {number}; the file is "
        + $"{Folder}/case-{number}.*";

    private FuzzOutcome Outcome(int count, Stopwatch clock, IReadOnlyList<string> found) =>
        new(reader.Name, count, accepted, clock.Elapsed.TotalSeconds, slowest, most, found);

    private int StableSeed(int number) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{reader.Name} {seed} {number}"))));
}
