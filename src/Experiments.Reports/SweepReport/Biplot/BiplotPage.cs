using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Biplot;

/// <summary>PCA scores of a layer with the features that shape them.</summary>
internal static class BiplotPage
{
    public static ReportPage Page { get; } = new(
        PageTitles.Biplot, "PCA scores with the strongest loadings", model => model.Groups.Any(group => Plot(model, group) is not null), Compose);

    private static BiplotModel? Plot(ReportModel model, LayerGroup group) => BiplotModel.Of(model.Stored, group.Layer, model.Options.BiplotArrows);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in model.Groups)
        {
            if (Plot(model, group) is not BiplotModel biplot)
            {
                continue;
            }

            composer.StartSection(Page.Title, group.Name);
            PictureData data = model.Data(group);
            composer.Legend(data);
            RichText caption = Caption(model, group, biplot);
            float height = Math.Min(composer.RoomForFigure(caption) - 92, composer.Width * 0.96f);
            composer.Figure(height, caption, (canvas, area) => new BiplotFigure(biplot, data).Draw(canvas, area));
            composer.Table(Loadings(biplot), "The strongest loadings: each feature\u2019s weight in the first two principal axes (unit vectors).");
        }
    }

    private static RichText Caption(ReportModel model, LayerGroup group, BiplotModel biplot)
    {
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add("Points are scores on the first two principal components; arrows are the "
            + $"{Numbers.Count(biplot.Strongest.Count)} features of {Numbers.Count(biplot.Features)} with the longest loadings, ");
        text.Add("all to one scale of their own. An arrow points to where samples lie in which its feature is high, and the "
            + "longer it is, the closer the feature keeps to this plane. ");
        text.Add(FeatureNames.Explain(group.Layer));
        if (Spectrum.Of(model.Stored.Spectrum(group.Layer.Id)) is Spectrum { Count: > 1 } spectrum)
        {
            text.Add($" PC1 holds {Numbers.Percent(spectrum.Ratios[0])} of the variance, PC2 {Numbers.Percent(spectrum.Ratios[1])}.");
        }

        return text;
    }

    private static Table Loadings(BiplotModel biplot)
    {
        Loading[] shown = [.. biplot.Strongest.Take(8)];
        List<TableColumn> columns = [new("Feature")];
        columns.AddRange(shown.Select(loading => new TableColumn(loading.Name, Align.Right)));
        return new Table(columns,
        [
            new TableRow([(TableCell)"PC1", .. shown.Select(loading => (TableCell)Numbers.Score(loading.First))]),
            new TableRow([(TableCell)"PC2", .. shown.Select(loading => (TableCell)Numbers.Score(loading.Second))]),
        ]);
    }
}
