using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Findings;

/// <summary>Findings on settings that differ from the baseline's, and on the machines that the sweeps ran on.</summary>
internal static class ChangeFindings
{
    private const int LongestValue = 40;
    private const string Version = "experiments";

    /// <summary>Settings named over all sweeps; the rest are counted.</summary>
    private const int MostNamed = 8;

    public static IEnumerable<Finding> Build(ComparisonModel model)
    {
        RichText text = new();
        foreach (ComparedSweep sweep in model.Others)
        {
            text.Bold(sweep.Label).Add(Tell(model, sweep));
        }

        yield return new Finding("What changed", text, ComparisonTitles.Differences);
        string[] facts = [.. model.Environment.Select(difference => difference.Path == Version ? "the version of the program" : difference.Path)];
        if (facts.Length > 0)
        {
            yield return new Finding("Where they ran", $"The sweeps differ in {Numbers.List(facts)}. Threads and jobs never change a score, other "
                + "processors only by rounding; times are hard to compare.", ComparisonTitles.Differences);
        }
    }

    private static string Tell(ComparisonModel model, ComparedSweep sweep)
    {
        if (sweep.Configuration is null || model.Baseline.Configuration is null)
        {
            string folder = sweep.Configuration is null ? sweep.Folder : model.Baseline.Folder;
            return $": not known, for there is no config.yaml in {folder}. ";
        }

        Difference[] all = [.. model.Configuration.Where(difference => difference.Concerns(sweep))];
        Difference[] own = [.. all.Where(difference => !all.Any(whole => IsPartOf(difference, whole, sweep)))];
        if (own.Length == 0)
        {
            return $" is configured just like {model.Baseline.Label}. ";
        }

        int most = Math.Max(2, MostNamed / (model.Sweeps.Count - 1));
        string[] named = [.. own.Take(most).Select(difference => Tell(difference, sweep))];
        string more = own.Length > most ? $"; and {Numbers.Count(own.Length - most)} more" : string.Empty;
        return $": {string.Join("; ", named)}{more}. ";
    }

    /// <summary>Tells whether a difference belongs to one that was added or left out as a whole, which is not told part by part.</summary>
    private static bool IsPartOf(Difference difference, Difference whole, ComparedSweep sweep) =>
        (whole.Values[0] is null || whole.Values[sweep.Index] is null)
        && difference.Path.StartsWith(whole.Path + ".", StringComparison.Ordinal);

    private static string Tell(Difference difference, ComparedSweep sweep) =>
        (difference.Values[0], difference.Values[sweep.Index]) switch
        {
            (null, _) => $"{difference.Path} was added",
            (_, null) => $"{difference.Path} was left out",
            (string before, string after) => $"{difference.Path} {Shorten(before)} \u2192 {Shorten(after)}",
        };

    private static string Shorten(string value) => Shortening.ToLength(value, LongestValue);
}
