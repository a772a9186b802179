using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Scores a picture. All metrics are stored, whichever a sweep asks for.</summary>
internal static class MetricsStage
{
    private const string Scores = "scores.json";

    /// <summary>The stage.</summary>
    public static StageWork Of(Trial trial, TrialInputs inputs, Artifact embedding, IReadOnlyList<int> neighborhoods, LayerMemory memory) => new(
        StageNames.Metrics,
        StageKeys.Metrics(inputs.Activations.Content, embedding.Content, inputs.Samples.HashOf(SampleStage.Labels), neighborhoods),
        Titles.Of(trial),
        context =>
        {
            QualityReference reference = memory.Quality(neighborhoods, Contexts.Reduction(context));
            Matrix picture = EmbeddingStage.Read(embedding);
            int[]? labels = SampleStage.ReadLabels(inputs.Samples);
            return folder => JsonFile.Write(
                Path.Combine(folder, Scores), reference.Evaluate(picture, labels, neighborhoods, Contexts.Reduction(context)));
        });

    /// <summary>Reads back the scores.</summary>
    public static IReadOnlyList<MetricScore> Read(Artifact artifact) => artifact.Record<IReadOnlyList<MetricScore>>(Scores);
}
