using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Viewer.Blocks;
using Experiments.Viewer.Head;

namespace Experiments.Viewer.Content;

/// <summary>Describes a trial: its picture, its scores, how it treats every point, or why it has none of these.</summary>
internal sealed class PictureBuilder(SweepPart part, BlockWriter blocks)
{
    private const string Lost = "its picture is not in the sweep's folder";
    private const string NoPlace = "its picture has points without a place";

    /// <summary>The head of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="setting">The setting that it ran.</param>
    /// <param name="shown">The samples that are shown.</param>
    /// <param name="layer">The place of its layer.</param>
    /// <param name="marked">The place of an input that is marked in it; null for none.</param>
    public PictureHead Build(TrialResult trial, ReducerSetting setting, ShownSamples shown, int layer, IReadOnlyList<float>? marked)
    {
        Points? points = trial.IsDone ? part.Stored.Embedding(trial.Id) : null;
        bool isDrawn = points is { IsFinite: true };
        (double X, double Y, double Side) box = isDrawn ? Quantized.Box([.. Places(points!, shown.Rows), .. Marked(marked)]) : default;
        PointQuality? quality = isDrawn ? part.Stored.Quality(trial.Id)?.Points : null;
        return new PictureHead
        {
            Id = part.Prefix + trial.Id,
            Layer = layer,
            Reducer = trial.ReducerTitle,
            Kind = trial.Reducer,
            Color = part.Words.ReducerColor(trial.Reducer),
            Label = setting.Label,
            Setting = setting.Varied.Count == 0 ? string.Empty : setting.Label[Math.Min(setting.Label.Length, setting.ReducerTitle.Length + 2)..],
            Parameters = trial.Parameters,
            Varied = trial.Varied,
            Seed = trial.Seed,
            SawLabels = trial.SawLabels,
            Best = part.Best.Contains(trial.Id),
            Sweep = part.Name,
            Box = isDrawn ? [box.X, box.Y, box.Side] : null,
            Points = isDrawn ? blocks.Add<ushort>(Quantized.Interleaved(points!, shown.Rows, box)) : null,
            Scores = trial.Metrics.ToDictionary(
                score => score.Key, score => score.Value is { } value && double.IsFinite(value) ? value : (double?)null),
            Status = trial.Status.InWords(),
            Reason = trial.Reason ?? (!trial.IsDone || isDrawn ? null : points is null ? Lost : NoPlace),
            Seconds = Finite(trial.Seconds.GetValueOrDefault(StageNames.Embedding)),
            Trust = quality is null ? null : blocks.Add<byte>(Quantized.Shares(row => quality.Trustworthiness[row], shown.Rows)),
            Continuity = quality is null ? null : blocks.Add<byte>(Quantized.Shares(row => quality.Continuity[row], shown.Rows)),
            Arrows = isDrawn && part.Words.Arrows.GetValueOrDefault(trial.Id) is { Items.Count: > 0 } arrows ? Arrows(arrows) : null,
        };
    }

    /// <summary>The longest arrow gets length 1.</summary>
    private static ArrowsHead Arrows(PictureArrows arrows)
    {
        double longest = arrows.Items.Max(arrow => Math.Sqrt((arrow.X * arrow.X) + (arrow.Y * arrow.Y)));
        double scale = longest > 0 ? 1 / longest : 1;
        return new ArrowsHead(
            arrows.Exact, arrows.R2, [arrows.Origin.X, arrows.Origin.Y],
            [.. arrows.Items.Select(arrow => new FeatureArrow(arrow.Name, Math.Round(arrow.X * scale, 5), Math.Round(arrow.Y * scale, 5)))]);
    }

    private static IEnumerable<(float X, float Y)> Places(Points points, int[] rows) => rows.Select(row => (points.X[row], points.Y[row]));

    private static IEnumerable<(float X, float Y)> Marked(IReadOnlyList<float>? place) =>
        place is { Count: > 0 } ? [(place[0], place.Count > 1 ? place[1] : 0)] : [];

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
