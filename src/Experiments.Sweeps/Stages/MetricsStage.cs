using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Sweeps.Stages;

/// <summary>Scores a picture with the metrics a sweep asks for.</summary>
internal static class MetricsStage
{
    private const string Scores = "scores.json";

    public static StageWork Of(Trial trial, TrialInputs inputs, Artifact embedding, SweepConfig config, LayerMemory memory) => new(
        StageNames.Metrics,
        StageKeys.Metrics(inputs.Activations.Content, embedding.Content, inputs.Samples.HashOf(SampleStage.Labels) ?? inputs.Samples.HashOf(SampleStage.Values), config),
        Titles.Of(trial),
        context =>
        {
            QualityReference reference = memory.Quality(config.Neighbors, Contexts.Shared(context));
            if (config.TimeLimit is not null)
            {
                // What all trials of the layer share is found before the clock of this one runs.
                _ = reference.Neighbors;
            }

            Matrix picture = EmbeddingStage.Read(embedding);
            int[]? labels = SampleStage.ReadLabels(inputs.Samples);
            string? noClasses = inputs.Samples.Has(SampleStage.Values) ? LabelSet.AreValues : null;
            return folder => JsonFile.Write(
                Path.Combine(folder, Scores),
                reference.Evaluate(picture, labels, config.Neighbors, Contexts.Reduction(context), config.Metrics, noClasses));
        });

    /// <summary>Reads back the scores.</summary>
    public static IReadOnlyList<MetricScore> Read(Artifact artifact) => artifact.Record<IReadOnlyList<MetricScore>>(Scores);
}
