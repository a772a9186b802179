using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Findings;

/// <summary>Findings on scores that stand side by side without being comparable, because they are of other samples.</summary>
internal static class ComparabilityFindings
{
    public static IEnumerable<Finding> Build(ComparisonModel model)
    {
        RichText text = new();
        foreach (ComparedSweep sweep in model.Others)
        {
            (string Own, string First)[] pairs = [.. model.Layers
                .Where(layer => layer.Groups[sweep.Index] is not null && !layer.SameSamples[sweep.Index])
                .Select(layer => (Describe(layer.Groups[sweep.Index]!), Describe(layer.First)))
                .Distinct()];
            if (pairs.Length > 0)
            {
                text.Bold(sweep.Label).Add($" looks at {Numbers.List([.. pairs.Select(pair => Tell(pair.Own, pair.First))])}. ");
            }
        }

        if (text.Spans.Count > 0)
        {
            text.Add("These scores stand side by side, but no difference between them is called better or worse.");
            yield return new Finding("Not comparable", text, ComparisonTitles.Differences);
        }
    }

    private static string Tell(string own, string first) => own == first
        ? $"other samples of what looks alike ({own}; the fingerprints differ)"
        : $"other samples: {own}, not {first}";

    private static string Describe(LayerGroup group)
    {
        DatasetResult dataset = group.Dataset;
        return $"{Numbers.Count(dataset.Samples)} of {dataset.Title} ({dataset.Split}, data seed\u00A0{Numbers.Setting(dataset.DataSeed)})";
    }
}
