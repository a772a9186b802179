using System.Globalization;
using System.Text.RegularExpressions;
using Experiments.Data;
using Experiments.Reports;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using Experiments.Sweeps.Planning;

namespace Experiments.Cli.Display;

/// <summary>
/// What a sweep ends with: counts, the best of each dataset, the first findings of the report, and where everything lies. It fits one screen: of a
/// finding that is longer than its share of it, the report has the rest.
/// </summary>
internal static partial class SweepSummary
{
    private const int MostFindings = 5;
    private const int MostBest = 5;

    /// <summary>The summary's lines.</summary>
    /// <param name="results">The results of the sweep.</param>
    /// <param name="report">The report that was printed.</param>
    /// <param name="html">The line that tells of the report that can be touched; null where there is none.</param>
    /// <param name="table">The path of results.csv.</param>
    /// <param name="width">The columns of the terminal.</param>
    /// <param name="height">The lines that it may take.</param>
    public static IReadOnlyList<string> Of(
        SweepResults results, RenderedReport report, string? html, string table, int width, int height)
    {
        List<string> head = [.. TextColumns.Wrap(Counts(results), width), .. Best(results, width)];
        string[] places =
        [
            string.Create(CultureInfo.InvariantCulture, $"report: {report.Path} ({report.PageCount} pages)"),
            .. html is null ? [] : (string[])[html],
            $"results: {table}",
        ];
        int left = height - head.Count - places.Sum(place => (CellText.Width(place) + width - 1) / width);
        return [.. head, .. Findings(report.Findings, width, left), .. places];
    }

    private static string Counts(SweepResults results)
    {
        ILookup<TrialStatus, TrialResult> trials = results.Trials.ToLookup(trial => trial.Status);
        (int done, int failed) = (trials[TrialStatus.Done].Count(), trials[TrialStatus.Failed].Count());
        return string.Create(CultureInfo.InvariantCulture,
            $"{OneLine.Of(results.Name)}: {results.Trials.Count} trials, {done} done, {failed} failed, {results.Trials.Count - done - failed} left");
    }

    private static IEnumerable<string> Best(SweepResults results, int width)
    {
        IReadOnlyList<DatasetLeader> leaders = DatasetLeaders.Of(results);
        return leaders.Count == 0 ? [] :
        [
            $"best by {DatasetLeaders.Metric(results)}",
            .. BestRows.Of([.. leaders.Select(one => new BestRow(one.Dataset, one.Score, one.Setting))], "  ", MostBest, width),
        ];
    }

    private static IReadOnlyList<string> Findings(IReadOnlyList<string> all, int width, int height)
    {
        string[] first = [.. all.Take(MostFindings)];
        if (first.Length == 0)
        {
            return [];
        }

        int more = all.Count - first.Length;
        int room = height - (more > 0 ? 2 : 1);
        string[][] whole = [.. first.Select((finding, i) => Item(i, OneLine.Of(finding), width, int.MaxValue))];
        int[] share = [.. whole.Select(lines => lines.Length)];
        while (share.Sum() > room && share.Max() > 1)
        {
            share[Array.LastIndexOf(share, share.Max())]--;
        }

        return
        [
            "findings",
            .. first.SelectMany((finding, i) => Item(i, OneLine.Of(finding), width, share[i])),
            .. more > 0 ? [string.Create(CultureInfo.InvariantCulture, $"  {more} more in the report")] : Array.Empty<string>(),
        ];
    }

    /// <summary>A finding with a hanging indent, in at most so many lines: as many whole sentences as fit, or its beginning.</summary>
    private static string[] Item(int number, string finding, int width, int most)
    {
        string mark = string.Create(CultureInfo.InvariantCulture, $"  {number + 1}. ");
        string[] sentences = SentenceEnd().Split(finding);
        string[][] kept = [.. Enumerable.Range(1, sentences.Length).Reverse().Select(count => Wrapped(string.Join(' ', sentences.Take(count))))];
        string[] lines = Array.Find(kept, lines => lines.Length <= most) ?? [.. kept[^1].Take(most - 1), Cut(kept[^1][most - 1])];
        return [.. lines.Select((line, i) => (i == 0 ? mark : new string(' ', mark.Length)) + line)];

        string[] Wrapped(string text) => [.. TextColumns.Wrap(text, width - mark.Length)];

        string Cut(string line) => line.Length + 2 <= width - mark.Length ? $"{line} …" : $"{line[..Math.Max(0, line.LastIndexOf(' '))]} …";
    }

    [GeneratedRegex(@"(?<=\.) (?=\p{Lu}|t-SNE)")]
    private static partial Regex SentenceEnd();
}
