using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Comparison.Plots;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>The page of scree curves: the variance of each layer over its principal components, the sweeps' curves over each other.</summary>
internal static class ComparedScreePage
{
    private const string Title = ComparisonTitles.Scree;
    private const float FigureHeight = 150;
    private static readonly string[] Marked = ["50", "90", "95"];
    private static readonly int[] Decades = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000];

    public static ComparisonPage Page { get; } = new(Title, "variance by principal component, curves over each other",
        model => model.Layers.Any(layer => Spectra(model, layer).Length > 1), Compose);

    private static (ComparedSweep Sweep, Spectrum Spectrum)[] Spectra(ComparisonModel model, ComparedLayer layer) =>
    [
        .. model.Sweeps.Where(sweep => layer.Groups[sweep.Index] is not null)
            .Select(sweep => (sweep, Spectrum.Of(sweep.Model.Stored.Spectrum(layer.Groups[sweep.Index]!.Layer.Id))))
            .Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.sweep, pair.Item2!)),
    ];

    private static void Compose(ComparisonModel model, PageComposer composer)
    {
        ComparedLayer[] layers = [.. model.Layers.Where(layer => Spectra(model, layer).Length > 1)];
        ComparisonPages.Start(model, composer, Title, null);
        foreach (ComparedLayer layer in layers)
        {
            (ComparedSweep Sweep, Spectrum Spectrum)[] spectra = Spectra(model, layer);
            if (composer.Remaining < FigureHeight + 75)
            {
                ComparisonPages.Start(model, composer, Title, null);
            }

            composer.Heading(layer.Name, 80);
            composer.Anchor(layer.Name, $"{Title}: {layer.Name}", 1);
            composer.Figure(FigureHeight, Caption(layer, spectra), Figure(spectra).Draw);
        }

        TableColumn[] columns = [new("Layer", Wraps: true), new(""), new("Sweep", Wraps: true), new("PC1", Align.Right), new("PC2", Align.Right),
            new("Both", Align.Right), .. Marked.Select(share => new TableColumn($"{share}\u00A0%", Align.Right, "Components for")),
            new("of", Align.Right)];
        composer.Table(new Table(columns, [.. layers.SelectMany(layer => Rows(model, layer))]),
            "Shares of the variance, and how many components hold 50, 90 and 95\u00A0% of it.");
    }

    private static OverlayFigure Figure((ComparedSweep Sweep, Spectrum Spectrum)[] spectra)
    {
        int most = Math.Max(2, spectra.Max(pair => pair.Spectrum.Count));
        Curve[] curves = [.. spectra.Select(pair => new Curve(pair.Sweep.Index,
            [.. Enumerable.Range(1, pair.Spectrum.Count).Select(i => Math.Log10(i))],
            [.. pair.Spectrum.Cumulative.Select(share => 100 * share)]))];
        return new OverlayFigure(curves, [.. Decades.Where(tick => tick <= most).Select(tick => (Math.Log10(tick), Numbers.Count(tick)))])
        {
            Across = "number of components (logarithmic)",
            Up = "share of variance, %",
            Range = (0, 103),
        };
    }

    private static RichText Caption(ComparedLayer layer, (ComparedSweep Sweep, Spectrum Spectrum)[] spectra)
    {
        (ComparedSweep fewest, Spectrum least) = spectra.MinBy(pair => pair.Spectrum.ComponentsFor(0.9));
        (ComparedSweep highest, Spectrum most) = spectra.MaxBy(pair => pair.Spectrum.ComponentsFor(0.9));
        RichText text = new RichText().Bold($"Running sums of explained variance, {layer.Name}. ");
        return text.Add(least.ComponentsFor(0.9) == most.ComponentsFor(0.9)
            ? $"90\u00A0% of the variance takes {Numbers.Count(least.ComponentsFor(0.9))} components in every sweep."
            : $"90\u00A0% of the variance takes {Numbers.Count(least.ComponentsFor(0.9))} components in {fewest.Letter} and "
                + $"{Numbers.Count(most.ComponentsFor(0.9))} in {highest.Letter}: a curve further to the left means fewer independent directions.");
    }

    private static IEnumerable<TableRow> Rows(ComparisonModel model, ComparedLayer layer) => Spectra(model, layer).Select((pair, i) => new TableRow(
    [
        i == 0 ? new RichText().Bold(layer.Name) : new RichText(), new RichText().Bold(pair.Sweep.Letter), pair.Sweep.Label,
        Numbers.Percent(pair.Spectrum.Ratios[0]), pair.Spectrum.Count > 1 ? Numbers.Percent(pair.Spectrum.Ratios[1]) : Numbers.Missing,
        Numbers.Percent(pair.Spectrum.Share(2)), Numbers.Count(pair.Spectrum.ComponentsFor(0.5)), Numbers.Count(pair.Spectrum.ComponentsFor(0.9)),
        Numbers.Count(pair.Spectrum.ComponentsFor(0.95)), Numbers.Count(pair.Spectrum.Count),
    ], RuleAbove: i == 0));
}
