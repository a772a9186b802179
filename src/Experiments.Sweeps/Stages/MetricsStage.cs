using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>Scores a picture with the metrics that a sweep asks for.</summary>
/// <param name="trial">The trial whose picture is scored.</param>
/// <param name="config">The sweep, for its metrics and neighbourhoods.</param>
/// <param name="samples">The stage that draws the samples, whose labels scores of classes judge by.</param>
/// <param name="activations">The stage of the layer's activations.</param>
/// <param name="embedding">The stage of the picture.</param>
internal sealed class MetricsStage(Trial trial, SweepConfig config, StageNode samples, StageNode activations, StageNode embedding)
    : StageNode(StageNames.Metrics, Titles.Of(trial), samples, activations, embedding)
{
    private const string Scores = "scores.json";

    /// <inheritdoc/>
    public override StageAddress? Address => StageAddress.Of(Kind, [trial]);

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.OfScores(trial.Layer, config);

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.Metrics(
        inputs[1].Content, inputs[2].Content, inputs[0].HashOf(SampleStage.Labels) ?? inputs[0].HashOf(SampleStage.Values), config);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        QualityReference reference = host.Layer(trial.Layer).Quality(Contexts.Shared(context));
        if (config.TimeLimit is not null)
        {
            // What all trials of the layer share is found before the clock of this one runs.
            _ = reference.Neighbors;
        }

        Matrix picture = EmbeddingStage.Read(inputs[2]);
        int[]? labels = SampleStage.ReadLabels(inputs[0]);
        string? noClasses = inputs[0].Has(SampleStage.Values) ? LabelSet.AreValues : null;
        return folder => JsonFile.Write(
            Path.Combine(folder, Scores),
            reference.Evaluate(picture, labels, config.Neighbors, Contexts.Reduction(context), config.Metrics, noClasses));
    }

    /// <summary>Reads back the scores.</summary>
    public static IReadOnlyList<MetricScore> Read(Artifact artifact) => artifact.Record<IReadOnlyList<MetricScore>>(Scores);
}
