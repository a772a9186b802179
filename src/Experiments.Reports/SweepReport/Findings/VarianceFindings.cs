using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Findings on the share of each layer's variance that two straight axes can show.</summary>
internal static class VarianceFindings
{
    /// <summary>One column is said to rule when the first component holds this share of the variance,</summary>
    private const double RulingComponent = 0.9;

    /// <summary>and the column this share of the component.</summary>
    private const double RulingColumn = 0.5;

    private const int MostNamed = 4;

    public static IEnumerable<Finding> Build(ReportModel model)
    {
        (LayerGroup Group, Spectrum Spectrum)[] spectra = [.. model.Groups
            .Select(group => (group, Spectrum.Of(model.Stored.Spectrum(group.Layer.Id))))
            .Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.group, pair.Item2!))];
        if (spectra.Length == 0)
        {
            yield break;
        }

        string shares = spectra.Length <= MostNamed
            ? Numbers.List([.. spectra.Select(pair => $"{Numbers.Percent(pair.Spectrum.Share(2), 0)} of the variance of {pair.Group.Name}")])
            : $"between {Share(spectra.MinBy(pair => pair.Spectrum.Share(2)))} and "
                + $"{Share(spectra.MaxBy(pair => pair.Spectrum.Share(2)))} of the variance";
        (LayerGroup widest, Spectrum most) = spectra.MaxBy(pair => pair.Spectrum.ComponentsFor(0.9));
        string tail = spectra.Length > 1
            ? $" {widest.Name} needs the most components for 90\u00A0%: {Numbers.Count(most.ComponentsFor(0.9))}."
            : $" It takes {Numbers.Of(most.ComponentsFor(0.9), "component")} to hold 90\u00A0%.";
        yield return new Finding("Variance in two dimensions",
            $"The first two principal components hold {shares}; the rest a PCA picture cannot show.{tail}", PageTitles.Scree);
        string[] ruled =
        [
            .. spectra.Select(pair => (pair.Group, Column: Dominant(model, pair.Group.Layer, pair.Spectrum))).Where(pair => pair.Column is not null)
                .Select(pair => $"{Numbers.Percent(pair.Column!.Value.Share, 0)} of the first principal component of {pair.Group.Name} is "
                    + $"\u201C{pair.Column.Value.Column}\u201D alone"),
        ];
        if (ruled.Length > 0)
        {
            yield return new Finding(
                "One column rules",
                string.Join("; ", ruled.Take(MostNamed))
                + (ruled.Length > MostNamed ? $"; so on {Numbers.Count(ruled.Length - MostNamed)} more, " : ", ")
                + "and so are most distances. Where columns are of different units, scale: standard in the dataset makes them comparable.",
                PageTitles.Biplot);
        }
    }

    private static string Share((LayerGroup Group, Spectrum Spectrum) one) => $"{Numbers.Percent(one.Spectrum.Share(2), 0)} ({one.Group.Name})";

    /// <summary>The column of a table that alone makes most of the first component and, with it, of the variance; null when there is none.</summary>
    private static (string Column, double Share)? Dominant(ReportModel model, LayerResult layer, Spectrum spectrum)
    {
        if (layer.FeatureNames.Count < 2 || spectrum.Ratios[0] < RulingComponent || model.Stored.Loadings(layer.Id) is not Points loadings)
        {
            return null;
        }

        int largest = Enumerable.Range(0, loadings.Count).MaxBy(i => Math.Abs(loadings.X[i]));
        double share = (double)loadings.X[largest] * loadings.X[largest];
        return share >= RulingColumn ? (FeatureNames.Of(layer, largest), share) : null;
    }
}
