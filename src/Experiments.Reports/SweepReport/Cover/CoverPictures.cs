using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Cover;

/// <summary>One row of pictures: each reducer's best on the layer that stands for the sweep, with what it is to be used for.</summary>
internal static class CoverPictures
{
    private const int MostPictures = 6;
    private const float LargestSide = 118;
    private const float Head = 22;

    public static void Compose(ReportModel model, IReadOnlyList<Answer> answers, PageComposer composer)
    {
        if (model.Focus.Count == 0)
        {
            return;
        }

        LayerGroup group = model.Focus[0];
        IReadOnlyList<Picture> all = model.BestPictures(group);
        ILookup<string, string> uses = answers.ToLookup(answer => answer.Label ?? Best(all, answer.Reducer), answer => answer.Purpose.Noun);
        Picture[] named = [.. model.Pictures(group).Where(picture => uses.Contains(picture.Setting.Label) || all.Contains(picture))
            .OrderByDescending(picture => uses.Contains(picture.Setting.Label))
            .ThenByDescending(picture => model.Merit(picture.Setting)).Take(MostPictures)];
        Picture[] pictures = [.. model.Pictures(group).Where(named.Contains)];
        PictureData data = model.Data(group);
        int columns = Math.Max(pictures.Length, 3);
        float side = Math.Min((composer.Width - ((columns - 1) * PageGeometry.Gutter)) / columns, LargestSide);
        int reducers = pictures.Select(picture => picture.Setting.Reducer).Distinct().Count();
        TextLayout[] use = [.. pictures.Select(picture =>
            TextLayout.Break(Numbers.List([.. uses[picture.Setting.Label]]), Typography.Small.In(Ink.Accent), side))];
        float head = Head + (Math.Max(0, use.Max(words => words.LineCount) - 1) * Typography.Small.Leading);
        composer.Figure(side + head, Caption(model, group, reducers, all.Count), (canvas, area) =>
        {
            FittedLabels labels = new(pictures.Select(picture => picture.Setting.Label), Typography.TableHead, side);
            for (int i = 0; i < pictures.Length; i++)
            {
                SKRect place = SKRect.Create(area.Left + (i * (side + PageGeometry.Gutter)), area.Top + head, side, side);
                ReducerSetting setting = pictures[i].Setting;
                canvas.DrawLine(labels[setting.Label], new SKPoint(place.Left, area.Top + 8), Typography.TableHead);
                use[i].Draw(canvas, new SKPoint(place.Left, area.Top + 17 - Typography.Small.Ascent));
                new ScatterFigure(pictures[i].Points, data) { LabelSize = 7 }.Draw(canvas, place);
            }
        });
    }

    private static string Best(IReadOnlyList<Picture> all, string reducer) =>
        all.FirstOrDefault(picture => picture.Setting.Reducer == reducer)?.Setting.Label ?? reducer;

    private static RichText Caption(ReportModel model, LayerGroup group, int shown, int all)
    {
        RichText text = new RichText().Bold($"{group.Name} at a glance. ");
        text.Add(model.Primary is MetricColumn metric ? $"Each reducer\u2019s best setting by {Contest.Lower(metric)}, first seed; "
            : "One setting of each reducer, first seed; ");
        text.Add("above a picture, what to use it for");
        text.Add(shown < all ? $"; {Numbers.Count(shown)} of {Numbers.Count(all)} reducers. " : ". ");
        text.Add(model.Data(group).GroupsInWords);
        return text.Add("Larger: ").Link(PageTitles.Embeddings, PageTitles.Embeddings).Add(".");
    }
}
