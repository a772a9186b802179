using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// Start reading here: one trial, from the activations that it shares with others to its own embedding and scores. Every stage is answered from the
/// cache where it can be, and stages that trials share run once. A failed stage fails the trials that need it, each with the reason; the others go
/// on.
/// </summary>
internal sealed class TrialRunner(SweepPlan plan, SharedStages shared, StageRunner stages, JobSlots slots, ProgressBoard board, CancellationToken cancellation)
{
    /// <summary>
    /// dataset -> train -> activations (shared by many trials), then neighbours -> embedding -> metrics. A lower <paramref name="order"/> runs
    /// first.
    /// </summary>
    public async Task<TrialOutcome> Run(Trial trial, int order)
    {
        LayerMemory memory = shared.Memory(trial.Layer);
        TrialInputs? inputs = null;
        try
        {
            inputs = await shared.Inputs(trial.Layer).ConfigureAwait(false);
            return await slots.Run(
                new Job(order) { Memory = MemoryEstimate.Of(trial, plan.Config) }, () => ReduceAndScore(trial, inputs, memory)).ConfigureAwait(false);
        }
        catch (StageException failure)
        {
            return new TrialOutcome(trial, inputs, null, null, failure.Message);
        }
        finally
        {
            if (plan.Search is null)
            {
                memory.Release();
            }
        }
    }

    /// <summary>A layer's principal components, drawn by the report whatever its trials are; null when they cannot be had.</summary>
    public async Task<Artifact?> Spectrum(LayerPlan layer, int order)
    {
        LayerMemory memory = shared.Memory(layer);
        try
        {
            TrialInputs inputs = await shared.Inputs(layer).ConfigureAwait(false);
            return await slots.Run(
                new Job(order) { Memory = MemoryEstimate.Of(layer) }, () => stages.Run(SpectrumStage.Of(layer, inputs.Activations, memory))).ConfigureAwait(false);
        }
        catch (StageException)
        {
            return null;
        }
        finally
        {
            memory.Release();
        }
    }

    private TrialOutcome ReduceAndScore(Trial trial, TrialInputs inputs, LayerMemory memory)
    {
        using TrialClock? clock = plan.Config.TimeLimit is { } limit ? new TrialClock(limit, cancellation) : null;
        memory.Hold();
        board.TrialRuns(+1);
        try
        {
            Artifact embedding = stages.Run(EmbeddingStage.Of(trial, inputs, memory) with { Clock = clock });
            Artifact metrics = stages.Run(MetricsStage.Of(trial, inputs, embedding, plan.Config, memory) with { Clock = clock });
            return new TrialOutcome(trial, inputs, embedding, metrics, null);
        }
        finally
        {
            board.TrialRuns(-1);
            memory.Release();
        }
    }
}

/// <summary>The outcome of a trial; <paramref name="Reason"/> is null when it succeeded.</summary>
internal sealed record TrialOutcome(Trial Trial, TrialInputs? Inputs, Artifact? Embedding, Artifact? Metrics, string? Reason);
