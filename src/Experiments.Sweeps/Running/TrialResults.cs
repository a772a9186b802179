using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>Writes up a trial.</summary>
internal static class TrialResults
{
    /// <summary>A trial that ended.</summary>
    public static TrialResult Of(TrialOutcome outcome, IReadOnlyList<MetricColumn> columns)
    {
        TrialResult blank = PlannedResults.Of(outcome.Trial) with
        {
            Status = outcome.Reason is null ? TrialStatus.Done : TrialStatus.Failed,
            Reason = outcome.Reason,
            Seconds = Seconds(outcome),
        };
        if (outcome.Embedding is null || outcome.Metrics is null)
        {
            return blank;
        }

        Dictionary<string, MetricScore> scores = MetricsStage.Read(outcome.Metrics).ToDictionary(score => score.Name);
        return blank with
        {
            Metrics = columns.ToDictionary(column => column.Name, column => scores.GetValueOrDefault(column.Name)?.Value),
            MissingReasons = columns.Where(column => scores.GetValueOrDefault(column.Name)?.Value is null)
                .ToDictionary(column => column.Name, column => scores.GetValueOrDefault(column.Name)?.Reason ?? "not computed"),
            Diagnostics = EmbeddingStage.ReadFit(outcome.Embedding).Diagnostics,
            PeakMb = Math.Max(outcome.Embedding.PeakMb, outcome.Metrics.PeakMb),
        };
    }

    private static Dictionary<string, double> Seconds(TrialOutcome outcome)
    {
        Dictionary<string, double> seconds = [];
        Add(StageNames.Dataset, outcome.Inputs?.Samples.Seconds);
        Add(StageNames.Train, outcome.Inputs?.Trained?.Seconds);
        Add(StageNames.Activations, outcome.Inputs?.Activations.Seconds);
        FitRecord? fit = outcome.Embedding is { } embedding ? EmbeddingStage.ReadFit(embedding) : null;
        Add(StageNames.Neighbors, fit?.NeighborSeconds);
        Add(StageNames.Embedding, outcome.Embedding?.Seconds + (fit?.PrincipalSeconds ?? 0));
        Add(StageNames.Metrics, outcome.Metrics?.Seconds);
        return seconds;

        void Add(string stage, double? took)
        {
            if (took is { } known)
            {
                seconds[stage] = known;
            }
        }
    }
}
