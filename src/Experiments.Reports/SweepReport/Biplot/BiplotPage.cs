using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Biplot;

/// <summary>PCA scores of a layer with the features that shape them.</summary>
internal static class BiplotPage
{
    private const float EigenimagesHeight = 128;

    public static ReportPage Page { get; } = new(
        PageTitles.Biplot, "PCA scores with the strongest loadings", model => Told(model).Count > 0, Compose);

    private static IReadOnlyList<LayerGroup> Told(ReportModel model) =>
        model.Shown(PageTitles.Biplot, model.Groups, group => Plot(model, group) is not null);

    private static BiplotModel? Plot(ReportModel model, LayerGroup group) => BiplotModel.Of(model.Stored, group.Layer, model.Options.BiplotArrows);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in Told(model))
        {
            BiplotModel biplot = Plot(model, group)!;
            composer.StartSection(Page.Title, group.Name);
            PictureData data = model.Data(group);
            composer.Legend(data);
            RichText caption = Caption(model, group, biplot);
            Points? images = BiplotModel.IsImage(group.Layer) ? biplot.Axes : null;
            float below = images is null ? 92 : EigenimagesHeight + 60;
            float height = Math.Min(composer.RoomForFigure(caption) - below, composer.Width * 0.96f);
            composer.Figure(height, caption, (canvas, area) => new BiplotFigure(biplot, data).Draw(canvas, area));
            if (images is not null)
            {
                composer.Figure(EigenimagesHeight, EigenimagesCaption(), new EigenimageFigure(images, group.Layer.Dimensions).Draw);
            }
            else
            {
                composer.Table(
                    Loadings(biplot), "The strongest loadings: each feature\u2019s weight in the first two principal axes (unit vectors).");
            }
        }
    }

    private static RichText EigenimagesCaption() => new RichText().Bold("The two axes as images (eigenimages). ")
        .Add("Pixels that are bright where a sample lies far along the axis are blue, those that are dark there brown; channels are summed.");

    private static RichText Caption(ReportModel model, LayerGroup group, BiplotModel biplot)
    {
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add("Points are scores on the first two principal components; arrows are the "
            + $"{Numbers.Count(biplot.Strongest.Count)} features of {Numbers.Count(biplot.Features)} with the longest loadings"
            + $"{(BiplotModel.IsImage(group.Layer) ? " of those that point apart" : string.Empty)}, ");
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
