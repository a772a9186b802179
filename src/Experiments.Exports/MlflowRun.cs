using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Experiments.Results.Folder;

namespace Experiments.Exports;

/// <summary>
/// One run in MLflow's file store: a folder with a file each for parameters, metrics and tags, and artifacts. MLflow allows no @ in names:
/// trustworthiness@15 is trustworthiness_at_15.
/// </summary>
/// <param name="Key">The text that the run's id derives from.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Mark">The tag that says what the run is of.</param>
/// <param name="Status">MLflow's number for what became of it.</param>
internal sealed record MlflowRun(string Key, string Name, (string Name, string Value) Mark, int Status)
{
    public const string Meta = "meta.yaml";

    public IEnumerable<(string Name, object? Value)> Parameters { get; init; } = [];

    public IEnumerable<(string Name, double Value)> Metrics { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>Files among the artifacts.</summary>
    public IReadOnlyList<(string Name, byte[] Content)> Artifacts { get; init; } = [];

    /// <summary>Brings the run up to date, file by file; what others put there stays.</summary>
    /// <param name="own">The folder of the experiment.</param>
    /// <param name="experiment">The id of the experiment.</param>
    /// <param name="time">When the sweep was started and ended, in milliseconds.</param>
    public void Write(OwnFolder own, string experiment, (long Started, long Ended) time)
    {
        string id = Hash(Key);
        string run = PlainName.Under(own.Root, id);
        (string Path, string Text)[] files =
        [
            .. Values(run, "params", Parameters),
            .. Values(run, "tags", [("mlflow.runName", Name), ("mlflow.source.type", "LOCAL"), (Mark.Name, Mark.Value),
                .. Reason is null ? Array.Empty<(string, object?)>() : [("reason", Reason)]]),
            .. Values(run, "metrics", Metrics.Select(metric => (metric.Name, (object?)Point(time.Ended, metric.Value)))),
        ];
        AdoptEarlier(own, run, files);
        Array.ForEach(files, file => own.PutText(file.Path, file.Text));
        (string Path, byte[] Content)[] artifacts =
            [.. Artifacts.Select(artifact => (PlainName.Under(run, "artifacts", artifact.Name), artifact.Content))];
        Directory.CreateDirectory(PlainName.Under(run, "artifacts"));
        Array.ForEach(artifacts, file => own.Put(file.Path, file.Content));
        string meta = PlainName.Under(run, Meta);

        // Last: without it MLflow sees no run, so one that is seen is whole.
        own.PutText(meta, MetaText(
            [("artifact_uri", Quoted(Address(PlainName.Under(run, "artifacts")))), ("end_time", Text(time.Ended)), ("entry_point_name", "''"),
            ("experiment_id", $"'{experiment}'"), ("lifecycle_stage", "active"), ("run_id", id), ("run_name", Quoted(Name)), ("run_uuid", id),
            ("source_name", "''"), ("source_type", "4"), ("source_version", "''"), ("start_time", Text(time.Started)), ("status", Text(Status)),
            ("tags", "[]"), ("user_id", "''")]));
        own.Remove(own.Below(id).Except([.. files.Select(file => file.Path), .. artifacts.Select(file => file.Path), meta]));
    }

    /// <summary>Lines "key: value".</summary>
    public static string MetaText(IEnumerable<(string Key, string Value)> lines) =>
        string.Concat(lines.Select(line => $"{line.Key}: {line.Value}\n"));

    public static string Address(string path) => new Uri(path).AbsoluteUri;

    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A run of this kind that was exported when exports kept no list is ours, as its tag says.</summary>
    private void AdoptEarlier(OwnFolder own, string run, (string Path, string Text)[] files)
    {
        string tag = PlainName.Under(run, "tags", Mark.Name);
        if (!own.Owns(tag) && File.Exists(tag) && File.ReadAllText(tag) == Mark.Value)
        {
            own.Adopt([.. files.Select(file => file.Path), PlainName.Under(run, Meta),
                .. Artifacts.Select(artifact => PlainName.Under(run, "artifacts", artifact.Name))]);
        }
    }

    /// <summary>A metric's file has a line a step: time, value, step.</summary>
    private static string Point(long time, double value) => string.Create(CultureInfo.InvariantCulture, $"{time} {value:R} 0");

    private static IEnumerable<(string Path, string Text)> Values(string run, string kind, IEnumerable<(string Name, object? Value)> values) => values
        .DistinctBy(value => value.Name)
        .Select(value => (PlainName.Under(run, kind, value.Name.Replace("@", "_at_", StringComparison.Ordinal)),
            value.Value is null ? "auto" : Convert.ToString(value.Value, CultureInfo.InvariantCulture)!));

    /// <summary>32 hexadecimal digits, as MLflow's run ids are.</summary>
    private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];
}
