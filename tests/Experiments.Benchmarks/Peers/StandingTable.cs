using System.Globalization;

namespace Experiments.Benchmarks;

/// <summary>Standings as text: aligned columns for a terminal, or a table in Markdown.</summary>
internal static class StandingTable
{
    private static readonly string[] Headers = ["", "seconds", "ours/theirs", "start-up", "peak MB", "quality"];

    public static string Plain(IReadOnlyList<Standing> standings)
    {
        string[][] rows = [Headers, .. standings.Select(Cells)];
        int[] widths = [.. Headers.Select((_, column) => rows.Max(row => row[column].Length))];
        IEnumerable<string> jobs = standings.GroupBy(Job)
            .SelectMany(job => new[] { string.Empty, job.Key }.Concat(job.Select(standing => Line(Cells(standing), widths))));
        return string.Join('\n', jobs.Prepend(Line(Headers, widths)));
    }

    public static string Markdown(IReadOnlyList<Standing> standings) => string.Join('\n',
    [
        $"| job | side{string.Join(" | ", Headers)} |",
        "| --- | --- | ---: | ---: | ---: | ---: | --- |",
        .. standings.GroupBy(Job)
        .SelectMany(job => job.Select((standing, i) => $"| {(i == 0 ? job.Key : string.Empty)} | {string.Join(" | ", Cells(standing))} |")),
    ]);

    private static string Job(Standing standing) => $"{standing.Contest}; {standing.Data}";

    private static string Line(string[] cells, int[] widths) => "  " + string.Join("  ", cells.Select((cell, column) =>
        column is > 0 and < 5 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();

    private static string[] Cells(Standing standing) =>
    [
        standing.Side,
        Number(standing.Seconds, standing.Seconds < 1 ? "0.000" : "0.00"),
        standing.Ratio is { } ratio ? Number(ratio, ratio < 0.1 ? "0.000" : "0.00") : string.Empty,
        Number(standing.Around, "0.0"),
        Number(standing.PeakMb, "0"),
        string.Join(", ", standing.Quality.Select(pair => $"{pair.Key} {Number(pair.Value, "0.0000")}")),
    ];

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
