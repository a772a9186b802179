using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Biplot;
using Experiments.Reports.SweepReport.Cover;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using SkiaSharp;

namespace Experiments.Reports.SweepReport;

/// <summary>Takes from a report's model what another view of the same sweep has to say and to colour alike.</summary>
public static class SummaryBuilder
{
    /// <summary>The summary of a sweep's report, which need not be printed for it.</summary>
    /// <param name="sweepDirectory">The sweep's folder.</param>
    /// <exception cref="ReportException">The folder holds no readable results.</exception>
    public static ReportSummary Of(string sweepDirectory)
    {
        StoredSweep stored = StoredSweep.Open(sweepDirectory);
        return Build(new ReportModel(stored, stored.Results.Report));
    }

    /// <summary>The summary of a report.</summary>
    internal static ReportSummary Build(ReportModel model)
    {
        Palette palette = Palettes.Named(model.Options.Palette);
        return new ReportSummary
        {
            Answers = [.. Answer.Of(model).Select(answer =>
                (answer.Purpose.Words, $"{answer.Use}: {answer.Metric.Name} {answer.Score}; {answer.Sure}"))],
            Findings = [.. FindingsBuilder.Of(model).Select(finding => (finding.Heading, finding.Text.ToString().Trim()))],
            ClassColor = (index, classes) => Hex(palette.Class(index, classes)),
            ReducerColor = reducer => Hex(model.Reducers[reducer].Color),
            Leading = model.Focus.Count == 0 ? []
                : [.. model.BestPictures(model.Focus[0]).OrderByDescending(picture => model.Merit(picture.Setting))
                    .Select(picture => picture.Trial.Id)],
            Arrows = model.AllGroups.SelectMany(group => model.BestPictures(group), (group, picture) => (group, picture))
                .DistinctBy(pair => pair.picture.Trial.Id)
                .Select(pair => (pair.picture.Trial.Id, Arrows: Arrows(model, pair.group, pair.picture)))
                .Where(pair => pair.Arrows is not null).ToDictionary(pair => pair.Id, pair => pair.Arrows!),
        };
    }

    private static SummaryArrows? Arrows(ReportModel model, LayerGroup group, Picture picture)
    {
        if (model.Stored.Map(picture.Trial.Id) is not PictureMap map)
        {
            return null;
        }

        BiplotModel biplot = BiplotModel.Of(picture.Points, map.Map, group.Layer, model.Options.BiplotArrows);
        return new SummaryArrows(
            map.Exact,
            map.Exact ? null : [.. map.Axes.Select(axis => axis.CrossValidatedR2)],
            (biplot.Origin.X, biplot.Origin.Y),
            [.. biplot.Strongest.Select(loading => (loading.Name, (double)loading.First, (double)loading.Second))]);
    }

    private static string Hex(SKColor color) => $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}";
}
