using Experiments.Results.Choosing;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Forests;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>
/// The bytes that stages fill at their peak, estimated from samples n, features d and neighbours k. The coefficients were measured as growth of the
/// resident set from 2,000 to 20,000 samples of 64 features (UMAP and t-SNE: 66 to 72 bytes for every edge of the graph), and rounded up.
/// </summary>
internal static class MemoryEstimate
{
    /// <summary>A value of a matrix.</summary>
    private const long Value = sizeof(float);

    /// <summary>A neighbour in a stored graph: its index and its distance.</summary>
    private const long Neighbor = sizeof(int) + sizeof(float);

    /// <summary>A neighbour while a reducer works: the graph, made symmetric, with weights and slots.</summary>
    private const long Edge = 80;

    /// <summary>A sample in the buffers of a fit: coordinates, gradients, blocks of distances to all others.</summary>
    private const long Fitted = 2_000;

    /// <summary>A sample in the buffers of the scores: blocks of ranks of all others in both spaces.</summary>
    private const long Scored = 8_000;

    /// <summary>libtorch with its buffers.</summary>
    private const long Network = 500_000_000;

    /// <summary>A forest of 200 trees, or k-means, with the library that grows it.</summary>
    private const long Library = 100_000_000;

    /// <summary>A sample on fifty principal components, three times over.</summary>
    private const long Grouped = 3 * 50 * Value;

    /// <summary>A row of settings beside its numbers: the object and its place among the others.</summary>
    private const long RowOverhead = 64;

    /// <summary>Drawing samples: as read and as kept.</summary>
    public static MemoryDemand Of(DatasetPlan dataset) => new(2 * Value * dataset.Samples * dataset.Info.Features);

    /// <summary>Training: every sample that trains or tests, decoded.</summary>
    public static MemoryDemand Of(ModelPlan model) =>
        new(Network + (Value * model.Dataset.Info.Features * ((long)PlanKeys.TrainCount(model.Dataset)
            + model.Dataset.Info.Splits[DatasetSplits.Test])));

    /// <summary>Activations or spectrum of a layer: what goes in, what comes out, and a copy that is centred or written.</summary>
    public static MemoryDemand Of(LayerPlan layer) => new(
        (Value * layer.Dataset.Samples * ((long)layer.Dataset.Info.Features + layer.Features)) + (layer.Model.Model.NeedsTraining ? Network : 0),
        layer, Activations(layer));

    /// <summary>A trained model's answers: the samples that go in, a score for every class that comes out, and a copy of it.</summary>
    public static MemoryDemand OfPredictions(ModelPlan model) => new(
        Network + (Value * model.Dataset.Samples * (model.Dataset.Info.Features + (2L * model.Dataset.Info.ClassNames.Count))));

    /// <summary>The fit of a trial, beside the activations that its layer's trials share.</summary>
    public static MemoryDemand OfFit(Trial trial)
    {
        LayerPlan layer = trial.Layer;
        long k = trial.Reducer.Options.NeighborsNeeded(layer.Dataset.Samples);
        return new MemoryDemand((layer.Dataset.Samples * (Fitted + (k * (Edge + Neighbor)))) + Activations(layer), layer, Activations(layer));
    }

    /// <summary>Scores of a picture of a layer, beside its activations.</summary>
    public static MemoryDemand OfScores(LayerPlan layer, SweepConfig config) => new(
        layer.Dataset.Samples * (Scored + (NeighborDemand.OfScores(layer.Dataset.Samples, config) * Neighbor)), layer, Activations(layer));

    /// <summary>The normal equations of a layer's features, or of its samples where these are fewer, beside its activations.</summary>
    public static MemoryDemand OfRegression(LayerPlan layer)
    {
        long side = Math.Min(layer.Features, layer.Dataset.Samples);
        return new MemoryDemand((2 * sizeof(double) * side * side) + Activations(layer), layer, Activations(layer));
    }

    /// <summary>
    /// The features of a layer, beside its activations: a copy of them in double precision, the covariances, correlations and distances of every two,
    /// and the scores of a picture.
    /// </summary>
    public static MemoryDemand OfFeatures(LayerPlan layer, int neighborhood) => new(
        (layer.Dataset.Samples * (Scored + (neighborhood * Neighbor) + (sizeof(double) * (long)layer.Features)))
            + (3 * sizeof(double) * (long)layer.Features * layer.Features),
        layer,
        Activations(layer));

    /// <summary>
    /// Groups of a layer's samples, beside its activations: a copy that is centred, the samples on principal components for the library and for the
    /// silhouette, and the library.
    /// </summary>
    public static MemoryDemand OfGrouping(LayerPlan layer) =>
        new(Library + Activations(layer) + (layer.Dataset.Samples * Grouped), layer, Activations(layer));

    /// <summary>A forest, and the rows that it predicts: those of every run, plain and with each setting shuffled.</summary>
    public static MemoryDemand OfForest(SettingTable table)
    {
        long row = RowOverhead + (Value * table.Columns.Sum(column => (long)column.Count));
        return new MemoryDemand(Library + (table.Rows.Length * (2 + ((long)table.Columns.Count * ForestImportance.Shuffles)) * row));
    }

    /// <summary>Estimates the bytes of a layer's activations.</summary>
    public static long Activations(LayerPlan layer) => Value * layer.Dataset.Samples * layer.Features;
}
