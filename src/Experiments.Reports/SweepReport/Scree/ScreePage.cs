using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Scree;

/// <summary>The page of a layer's variance over its principal components.</summary>
internal static class ScreePage
{
    private const float FigureHeight = 225;
    private const float LowerFigureHeight = 148;

    /// <summary>The height that does where the page is shared.</summary>
    private const float LeastFigureHeight = 95;
    private const int MostRows = 10;

    public static ReportPage Page { get; } = new(
        PageTitles.Scree, "variance by principal component", model => Told(model).Count > 0, Compose);

    private static IReadOnlyList<LayerGroup> Told(ReportModel model) =>
        model.Shown(PageTitles.Scree, model.Groups, group => Spectrum.Of(model.Stored.Spectrum(group.Layer.Id)) is not null);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in Told(model))
        {
            Spectrum spectrum = Spectrum.Of(model.Stored.Spectrum(group.Layer.Id))!;
            ScreeFigure figure = new(spectrum);
            bool drawsAll = model.Detail.IsFull(Page.Title) && spectrum.Count > 2;
            RichText caption = LeadingCaption(group, spectrum, figure.Bars);
            caption = drawsAll || spectrum.Count < 3 ? caption : caption.Add(" ").Add(Components(spectrum));
            Table shares = Shares(spectrum);
            RichText above = "Shares of the leading components, and running sums.";
            float table = composer.HeightOf(shares, above);
            composer.StartSection(Page.Title, group.Name, needs: drawsAll ? float.PositiveInfinity
                : composer.HeightOf(LeastFigureHeight, caption) + table);
            float height = drawsAll ? FigureHeight : Math.Min(LowerFigureHeight, composer.RoomForFigure(caption) - table);
            composer.Figure(height, caption, (canvas, area) => figure.DrawBars(canvas, area));
            if (drawsAll)
            {
                composer.Figure(FigureHeight - 25, AllCaption(spectrum), (canvas, area) => figure.DrawCumulative(canvas, area),
                    "Scree cumulative");
            }

            composer.Table(shares, above);
        }
    }

    private static RichText LeadingCaption(LayerGroup group, Spectrum spectrum, int bars)
    {
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add(bars < spectrum.Count
            ? $"The first {Numbers.Count(bars)} of {Numbers.Of(spectrum.Count, "component")}: "
            : $"All {Numbers.Of(spectrum.Count, "component")}: ");
        text.Add("bars are shares of the variance, the line their running sum. ");
        string three = spectrum.Count > 3 ? $"The first 3 components hold {Numbers.Percent(spectrum.Share(3))}" : string.Empty;
        string ten = spectrum.Count > 10 ? $", the first 10 {Numbers.Percent(spectrum.Share(10))}" : string.Empty;
        text.Add(three.Length > 0 ? $"{three}{ten}. " : string.Empty);
        return text.Add($"A two-dimensional PCA picture shows {Numbers.Percent(spectrum.Share(2))}.");
    }

    private static RichText AllCaption(Spectrum spectrum) => new RichText()
        .Bold("How many components a share takes. ").Add(Components(spectrum))
        .Add(" A curve that rises early means few independent directions; one that lags means that no two-dimensional linear "
            + "picture can be faithful.");

    private static string Components(Spectrum spectrum) => $"Half of the variance takes {Numbers.Of(spectrum.ComponentsFor(0.5), "component")}, "
        + $"90\u00A0% takes {Numbers.Count(spectrum.ComponentsFor(0.9))}, 95\u00A0% takes {Numbers.Count(spectrum.ComponentsFor(0.95))}, "
        + $"of {Numbers.Count(spectrum.Count)}.";

    private static Table Shares(Spectrum spectrum)
    {
        int count = Math.Min(MostRows, spectrum.Count);
        List<TableColumn> columns = [new("Component")];
        columns.AddRange(Enumerable.Range(1, count).Select(i => new TableColumn(Numbers.Count(i), Align.Right)));
        List<TableCell> shares = ["Share, %"];
        List<TableCell> sums = ["Running sum, %"];
        for (int i = 0; i < count; i++)
        {
            shares.Add(Numbers.Decimal(100 * spectrum.Ratios[i], 1));
            sums.Add(Numbers.Decimal(100 * spectrum.Cumulative[i], 1));
        }

        return new Table(columns, [new TableRow(shares), new TableRow(sums)]);
    }
}
