using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>Reduces a layer to a picture.</summary>
/// <param name="trial">The trial whose picture it is.</param>
/// <param name="samples">The stage that draws the samples, whose labels a supervised reducer sees.</param>
/// <param name="activations">The stage of the layer's activations.</param>
internal sealed class EmbeddingStage(Trial trial, StageNode samples, StageNode activations)
    : StageNode(StageNames.Embedding, Titles.Of(trial), samples, activations)
{
    /// <summary>File of the picture, n × components float32.</summary>
    public const string Embedding = "embedding.npy";

    private const string Fit = "fit.json";

    /// <inheritdoc/>
    public override StageAddress? Address => StageAddress.Of(Kind, [trial]);

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.OfFit(trial);

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) =>
        StageKeys.Embedding(trial, inputs[1].Content, inputs[0].HashOf(SampleStage.Labels));

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        ILayerData layer = host.Layer(trial.Layer);
        LayerGraph? graph = layer.Neighbors(trial.Reducer.Options);
        LayerComponents? principal = layer.Principal(trial.Reducer.Options, Contexts.Shared(context));
        ReductionInput input = new ReductionInput(layer.Activations, graph?.Graph)
        {
            Principal = principal?.Model,
            Labels = SampleStage.ReadLabels(inputs[0]),
        }.SeenBy(trial.Reducer.Options);
        return folder =>
        {
            IReducer reducer = trial.Reducer.Descriptor.Create(trial.Reducer.Options);
            ReductionResult result = reducer.Fit(input, Contexts.Reduction(context, trial.Seed));
            Write(result.Embedding, new FitRecord(result.Diagnostics, graph?.Seconds, principal?.Seconds), folder);
        };
    }

    /// <summary>Reads back the picture.</summary>
    public static Matrix Read(Artifact artifact)
    {
        NpyArray<float> array = NpyFile.ReadSingle(artifact[Embedding]);
        return new Matrix(array.Values, array.Shape[0], array.Shape[1]);
    }

    /// <summary>Reads back what the fit said of itself.</summary>
    public static FitRecord ReadFit(Artifact artifact) => artifact.Record<FitRecord>(Fit);

    /// <summary>Writes a picture, and what its fit tells of itself, into a folder.</summary>
    /// <exception cref="ReductionException">A coordinate is not finite.</exception>
    public static void Write(Matrix embedding, FitRecord record, string folder)
    {
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
