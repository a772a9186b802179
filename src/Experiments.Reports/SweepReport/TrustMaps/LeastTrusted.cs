using Experiments.Data;
using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.TrustMaps;

/// <summary>The samples of a picture whose places are to be trusted least, as themselves: images, or rows with their values.</summary>
internal sealed class LeastTrusted
{
    /// <summary>The characters of a text: the maps above keep their room.</summary>
    private const int LongestText = 70;
    private const int Most = 6;
    private const int MostColumns = 5;
    private const float NameWidth = 84;
    private const int InStrip = 8;

    private readonly NearStrip? strip;
    private readonly Table? table;
    private readonly RichText caption;

    public LeastTrusted(ReportModel model, LayerGroup group, JudgedPicture judged)
    {
        PictureData data = model.Data(group);
        double Trust(int sample) => Math.Min(judged.Points.Trustworthiness[sample], judged.Points.Continuity[sample]);
        int[] worst = [.. Enumerable.Range(0, judged.Points.Trustworthiness.Count).OrderBy(Trust).Take(data.Images is null ? Most : InStrip)];
        caption = new RichText().Bold($"The least trusted samples of {judged.Picture.Setting.InWords}. ");
        if (data.Images is null)
        {
            ExplainedTable? rows = SampleRows.Of(model, group, worst[0]);
            table = Rows(judged, data, worst, rows);
            caption.Add(rows is null ? string.Empty : table.Columns.Count - Fixed(data) < rows.Columns
                ? "Values of the columns in which the first lies farthest from the mean." : "Their values in every column.");
            return;
        }

        strip = new NearStrip(new NearSamples(worst, [.. worst.Select(sample => (float)Trust(sample))]), data) { Columns = InStrip };
        caption.Add($"Below each: {(data.Labels is null ? string.Empty : "its class and ")}the lesser of its trustworthiness and continuity.");
    }

    /// <summary>The height that they take with their caption.</summary>
    public float HeightIn(PageComposer composer) =>
        table is null ? composer.HeightOf(strip!.Height(composer.Width), caption) : composer.HeightOf(table, caption);

    public void Compose(PageComposer composer)
    {
        if (table is null)
        {
            composer.Figure(strip!.Height(composer.Width), caption, strip.Draw, "Least trusted samples");
        }
        else
        {
            composer.Table(table, caption);
        }
    }

    private static int Fixed(PictureData data) => data.Labels is null ? 3 : 4;

    private static Table Rows(JudgedPicture judged, PictureData data, int[] worst, ExplainedTable? rows)
    {
        IReadOnlyList<int> columns = rows?.Leading(MostColumns) ?? [];
        FittedLabels names = new(columns.Select(column => rows!.Name(column)), Typography.TableHead, NameWidth);
        return new Table(
            [
                new("Sample", Wraps: true), .. data.Labels is null ? [] : (TableColumn[])[new("Class")],
                new("Trustworthiness", Align.Right), new("Continuity", Align.Right),
                .. columns.Select(column => new TableColumn(names[rows!.Name(column)], Align.Right)),
                .. data.Texts is null ? [] : (TableColumn[])[new("Text", Wraps: true)],
            ],
            [
                .. worst.Select(sample => new TableRow(
                [
                    SampleName.Of(data.Names, sample), .. data.Labels is null ? [] : (TableCell[])[data.ClassName(data.Labels[sample])],
                    Numbers.Score(judged.Points.Trustworthiness[sample]), Numbers.Score(judged.Points.Continuity[sample]),
                    .. columns.Select(column => (TableCell)ExplainedTable.Text(rows!.Of(sample, column))),
                    .. data.Texts is { } texts ? [Snippet.Of(texts[sample], LongestText)] : (TableCell[])[],
                ])),
            ]);
    }
}
