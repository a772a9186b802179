using Experiments.Reports.Statistics;
using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Choosing;

namespace Experiments.Reports.SweepReport.Pareto;

/// <summary>A setting with its cost and its worth.</summary>
/// <param name="Setting">The setting that is priced.</param>
/// <param name="Seconds">Median seconds of an embedding, neighbours included.</param>
/// <param name="Score">The primary score of the setting.</param>
internal sealed record PricedSetting(ReducerSetting Setting, double Seconds, ScoreSummary Score);

/// <summary>The settings of a layer, and those that no other both undercuts and outdoes.</summary>
internal sealed record ParetoFront(IReadOnlyList<PricedSetting> All, IReadOnlyList<PricedSetting> Front)
{
    private const int Fewest = 3;
    private static readonly string[] Stages = ["neighbors", "embedding"];

    /// <summary>Null where there are too few settings with a score and a time to choose between.</summary>
    public static ParetoFront? Of(ReportModel model, LayerGroup group)
    {
        PricedSetting[] all =
        [
            .. group.Settings.Select(setting =>
                model.Primary is { } metric && setting.Score(metric.Name) is { } score && Seconds(setting) is double seconds
                ? new PricedSetting(setting, seconds, score) : null).OfType<PricedSetting>(),
        ];
        return all.Length < Fewest ? null : new ParetoFront(all, Choose(all, model.Primary!.HigherIsBetter));
    }

    /// <summary>Cheapest first, each better than all that are cheaper.</summary>
    public static IReadOnlyList<PricedSetting> Choose(IEnumerable<PricedSetting> all, bool higherIsBetter)
    {
        double Merit(PricedSetting one) => higherIsBetter ? one.Score.Mean : -one.Score.Mean;
        return [.. Undominated.Of(all, one => -one.Seconds, Merit).DistinctBy(one => (one.Seconds, one.Score.Mean))];
    }

    private static double? Seconds(ReducerSetting setting) => Median.Of(
        [.. setting.Done.Where(trial => trial.Seconds.ContainsKey("embedding"))
            .Select(trial => Stages.Sum(stage => trial.Seconds.GetValueOrDefault(stage)))]);
}
