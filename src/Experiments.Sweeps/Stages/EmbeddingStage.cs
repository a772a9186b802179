using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Sweeps.Stages;

/// <summary>Reduces a layer to a picture.</summary>
internal static class EmbeddingStage
{
    /// <summary>File of the picture, n × components float32.</summary>
    public const string Embedding = "embedding.npy";

    private const string Fit = "fit.json";

    public static StageWork Of(Trial trial, TrialInputs inputs, LayerMemory memory) => new(
        StageNames.Embedding,
        StageKeys.Embedding(trial, inputs.Activations.Content, inputs.Samples.HashOf(SampleStage.Labels)),
        Titles.Of(trial),
        context =>
        {
            LayerGraph? graph = memory.Neighbors(trial.Reducer.Options);
            LayerComponents? principal = memory.Principal(trial.Reducer.Options, Contexts.Shared(context));
            ReductionInput input = new ReductionInput(memory.Activations, graph?.Graph)
            {
                Principal = principal?.Model,
                Labels = SampleStage.ReadLabels(inputs.Samples),
            }.SeenBy(trial.Reducer.Options);
            return folder =>
            {
                IReducer reducer = trial.Reducer.Descriptor.Create(trial.Reducer.Options);
                ReductionResult result = reducer.Fit(input, Contexts.Reduction(context, trial.Seed));
                Write(result, new FitRecord(result.Diagnostics, graph?.Seconds, principal?.Seconds), folder);
            };
        });

    /// <summary>Reads back the picture.</summary>
    public static Matrix Read(Artifact artifact)
    {
        NpyArray<float> array = NpyFile.ReadSingle(artifact[Embedding]);
        return new Matrix(array.Values, array.Shape[0], array.Shape[1]);
    }

    /// <summary>Reads back what the fit said of itself.</summary>
    public static FitRecord ReadFit(Artifact artifact) => artifact.Record<FitRecord>(Fit);

    private static void Write(ReductionResult result, FitRecord record, string folder)
    {
        Matrix embedding = result.Embedding;
        SampleChecks.RequireFinite(embedding, "coordinates that came out");
        NpyFile.Write(Path.Combine(folder, Embedding), embedding.Values, embedding.Rows, embedding.Columns);
        JsonFile.Write(Path.Combine(folder, Fit), record);
    }
}

/// <summary>The facts that a fit tells about itself.</summary>
/// <param name="Diagnostics">Numbers by their names.</param>
/// <param name="NeighborSeconds">Seconds that the shared neighbour graph took; null without one.</param>
/// <param name="PrincipalSeconds">Seconds that shared principal components took; null without.</param>
internal sealed record FitRecord(IReadOnlyDictionary<string, double> Diagnostics, double? NeighborSeconds, double? PrincipalSeconds);
