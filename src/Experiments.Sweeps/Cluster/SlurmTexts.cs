using System.Globalization;
using System.Text.RegularExpressions;

namespace Experiments.Sweeps.Cluster;

/// <summary>Reads what the commands of Slurm print.</summary>
internal static partial class SlurmTexts
{
    /// <summary>What squeue is asked to print of an element: job, index, state, node, reason, start, name.</summary>
    public const string QueueFormat = "%F|%K|%T|%N|%r|%S|%j";

    private const int Columns = 7;

    private static readonly string[] Busy =
    [
        "Socket timed out", "Unable to contact slurm controller", "Connection refused", "Connection timed out", "Zero Bytes were transmitted",
        "temporarily unable to accept job", "Transport endpoint is not connected",
        "MaxSubmitJob", "submit limit", "QOSMaxSubmit", "AssocMaxSubmit", "MaxJobCount",
    ];

    /// <summary>The elements that squeue lists, of jobs whose names begin with <paramref name="prefix"/>.</summary>
    public static IReadOnlyList<QueuedElement> Queue(string text, string prefix) =>
    [
        .. text.Split('\n').Select(line => line.Trim().Split('|', Columns)).Where(parts => parts.Length == Columns)
            .Where(parts => parts[6].StartsWith(prefix, StringComparison.Ordinal))
            .Select(parts => new QueuedElement(parts[0], Index(parts[1]), parts[6], parts[2], parts[3], parts[4], parts[5])),
    ];

    /// <summary>The largest index of an array, and one more, as scontrol show config tells it.</summary>
    public static int? LargestArray(string text) =>
        LargestArrayLine().Match(text) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>
    /// The longest time that a job may have, by the lines that scontrol -o show partition prints; of several partitions, with commas between, the
    /// longest. Null for any time, and where nothing is told.
    /// </summary>
    public static TimeSpan? LongestTime(string text, string? partition)
    {
        string[] wanted = partition?.Split(',') ?? [];
        TimeSpan?[] times = [.. text.Split('\n').Select(Facts)
            .Where(facts => partition is null ? facts.GetValueOrDefault("Default") == "YES"
                : wanted.Contains(facts.GetValueOrDefault("PartitionName")))
            .Select(facts => TimeSpan.TryParse(
                facts.GetValueOrDefault("MaxTime")?.Replace('-', '.'), CultureInfo.InvariantCulture, out TimeSpan time) ? time : (TimeSpan?)null)];
        return times.Contains(null) ? null : times.Max();
    }

    /// <summary>How a job ended, by the line that scontrol -o show job prints of it; null for one that goes on, or another text.</summary>
    public static JobEnd? End(string text)
    {
        Dictionary<string, string> facts = Facts(text);
        if (!facts.TryGetValue("JobState", out string? state)
            || state is "PENDING" or "RUNNING" or "COMPLETING" or "CONFIGURING" or "SUSPENDED" or "REQUEUED")
        {
            return null;
        }

        string[] code = facts.GetValueOrDefault("ExitCode", "0:0").Split(':');
        string node = facts.GetValueOrDefault("BatchHost") ?? facts.GetValueOrDefault("NodeList", string.Empty);
        return new JobEnd(state, Number(code[0]), Number(code.ElementAtOrDefault(1)), node is "(null)" ? string.Empty : node);
    }

    /// <summary>The job's id that sbatch --parsable prints; null for another text.</summary>
    public static string? Submitted(string text) => SubmittedLine().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Whether a complaint tells that the same command may succeed later.</summary>
    public static bool IsBusy(string complaint) => Busy.Any(word => complaint.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, string> Facts(string text) => Fact().Matches(text).GroupBy(match => match.Groups[1].Value)
        .ToDictionary(same => same.Key, same => same.First().Groups[2].Value);

    private static int? Index(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex(@"^\s*MaxArraySize\s*=\s*(\d{1,9})\s*$", RegexOptions.Multiline)]
    private static partial Regex LargestArrayLine();

    [GeneratedRegex(@"(?:^|\s)([A-Z][A-Za-z]*)=(\S*)")]
    private static partial Regex Fact();

    [GeneratedRegex(@"^(\d+)(?:;\S*)?\s*$", RegexOptions.Multiline)]
    private static partial Regex SubmittedLine();
}
