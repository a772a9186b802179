using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Overview;

/// <summary>
/// The page that shows what has no page of its own: a small picture of every dataset and model under every reducer, and a table for each kind of
/// score.
/// </summary>
internal static class OverviewPage
{
    private const int MostColumns = 7;
    private const int MostRows = 24;
    private const float Head = 14;
    private const float RowName = 12;
    private const float SmallestSide = 62;
    private const float LargestSide = 120;

    public static ReportPage Page { get; } = new(
        PageTitles.Overview, "every dataset and model under every reducer, small", model => model.Untold.Count > 0, Compose);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        LayerGroup[] all = [.. model.LastLayers.Where(group => model.Pictures(group).Count > 0)];
        LayerGroup[] shown = all.Length <= MostRows ? all : [.. model.Focus.Concat(all).Distinct().Take(MostRows)];
        (string Kind, string Title)[] reducers = Reducers(model, shown);
        float side = Math.Clamp(
            ((composer.Width + PageGeometry.Gutter) / Math.Max(reducers.Length, 4)) - PageGeometry.Gutter, SmallestSide, LargestSide);
        composer.StartSection(Page.Title, null);
        int first = 0;
        while (first < shown.Length)
        {
            RichText caption = Caption(model, first == 0, (shown.Length, all.Length), reducers.Length);
            int rows = Math.Clamp((int)((composer.RoomForFigure(caption) - Head) / (side + RowName)), 1, shown.Length - first);
            LayerGroup[] part = shown[first..(first + rows)];
            composer.Figure(Head + (rows * (side + RowName)), caption, (canvas, area) => DrawGrid(model, part, reducers, side, canvas, area));
            first += rows;
            if (first < shown.Length)
            {
                composer.StartPage(Page.Title);
            }
        }

        foreach (MetricColumn metric in MetricName.Representatives(model.Results.Metrics).Where(metric => metric != model.Primary))
        {
            ScoreMatrix.Compose(model, metric, composer);
        }
    }

    /// <summary>The reducers of the sweep; where they are more than fit, those that come first most often.</summary>
    private static (string Kind, string Title)[] Reducers(ReportModel model, LayerGroup[] groups)
    {
        HashSet<string> best = [.. model.Reducers.All.Select(reducer => reducer.Kind)
            .OrderByDescending(kind => groups.Sum(group => Place(model, group, kind))).Take(MostColumns)];
        return [.. model.Reducers.All.Where(reducer => best.Contains(reducer.Kind))];
    }

    /// <summary>The number of reducers that a reducer is ahead of on a layer.</summary>
    private static int Place(ReportModel model, LayerGroup group, string kind)
    {
        IReadOnlyList<Picture> pictures = model.BestPictures(group);
        return pictures.FirstOrDefault(picture => picture.Setting.Reducer == kind) is { } own
            ? pictures.Count(other => model.Merit(other.Setting) < model.Merit(own.Setting)) : 0;
    }

    private static void DrawGrid(
        ReportModel model, LayerGroup[] groups, (string Kind, string Title)[] reducers, float side, SKCanvas canvas, SKRect area)
    {
        float step = side + PageGeometry.Gutter;
        FittedLabels titles = new(reducers.Select(reducer => reducer.Title), Typography.TableHead, side);
        for (int column = 0; column < reducers.Length; column++)
        {
            canvas.DrawLine(titles[reducers[column].Title], new SKPoint(area.Left + (column * step), area.Top + 8), Typography.TableHead);
        }

        FittedLabels names = new(groups.Select(group => group.Name), Typography.Small, area.Width);
        for (int row = 0; row < groups.Length; row++)
        {
            float top = area.Top + Head + (row * (side + RowName));
            canvas.DrawLine(names[groups[row].Name], new SKPoint(area.Left, top + 8), Typography.Small.In(Ink.Text));
            foreach (Picture picture in model.BestPictures(groups[row]))
            {
                int column = Array.FindIndex(reducers, reducer => reducer.Kind == picture.Setting.Reducer);
                if (column >= 0)
                {
                    SKRect place = SKRect.Create(area.Left + (column * step), top + RowName, side, side - 3);
                    new ScatterFigure(picture.Points, model.Data(groups[row])) { LabelSize = 0 }.Draw(canvas, place);
                }
            }
        }
    }

    private static RichText Caption(ReportModel model, bool isFirst, (int Shown, int All) layers, int reducers)
    {
        if (!isFirst)
        {
            return "The others.";
        }

        string cut = layers.Shown < layers.All ? $" {Numbers.Count(layers.Shown)} of {Numbers.Of(layers.All, "layer")}." : string.Empty;
        int all = model.Results.Trials.Select(trial => trial.Reducer).Distinct().Count();
        cut += reducers < all ? $" The {Numbers.Count(reducers)} of {Numbers.Count(all)} reducers that come first most often." : string.Empty;
        string how = model.Primary is { } metric ? $"by {Contest.Lower(metric)}, first seed" : "one of each, first seed";
        return new RichText().Bold("Every last layer under every reducer. ").Add($"Each reducer\u2019s best setting {how}.{cut}{Colours(model)} "
            + $"Pages of single layers are of {Numbers.List([.. model.Focus.Select(group => group.Name)])}; "
            + "report --detail full prints them of all.");
    }

    private static string Colours(ReportModel model)
    {
        PictureData[] all = [.. model.LastLayers.Select(model.Data)];
        string[] kinds =
        [
            .. all.Any(data => data.Labels is not null) ? ["classes"] : (string[])[],
            .. all.Any(data => data.Range is not null) ? ["values"] : (string[])[],
            .. all.Any(data => data.Grouping is not null) ? ["groups that k-means found where samples have no labels"] : (string[])[],
        ];
        return kinds.Length == 0 ? string.Empty : $" Colours are {Numbers.List(kinds)}.";
    }
}
