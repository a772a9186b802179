using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using Experiments.Viewer.Blocks;
using Experiments.Viewer.Head;

namespace Experiments.Viewer.Content;

/// <summary>Describes a layer: its spectrum, the true neighbours of its samples, and its activations where they are few.</summary>
internal sealed class LayerBuilder(SweepPart part, BlockWriter blocks)
{
    private const int MostShares = 50;

    /// <summary>The head of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="group">The group that it falls into.</param>
    /// <param name="shown">The samples that are shown.</param>
    /// <param name="model">The place of its model.</param>
    /// <param name="dataset">The place of its dataset.</param>
    /// <param name="hasVectors">Whether there is room for its activations.</param>
    public LayerHead Build(LayerResult layer, LayerGroup group, ShownSamples shown, int model, int dataset, bool hasVectors) => new()
    {
        Id = part.Prefix + layer.Id,
        Model = model,
        Dataset = dataset,
        Name = layer.Name,
        Title = group.LayerText,
        Group = group.Name,
        Features = layer.Features,
        Spectrum = part.Stored.Spectrum(layer.Id) is { } shares && Array.TrueForAll(shares, double.IsFinite)
            ? [.. shares.Take(MostShares).Select(share => Math.Round(share, 6))] : null,
        Neighbors = part.Stored.Neighbors(layer.Id) is { } graph ? Neighbors(graph, shown) : null,
        Vectors = hasVectors && part.Stored.Activations(layer.Id) is { } activations ? Vectors(activations, shown.Rows) : null,
    };

    /// <summary>Neighbours among the samples that are shown; where some are not, the rest of a row repeats the sample itself.</summary>
    private NeighborsHead Neighbors(NeighborGraph graph, ShownSamples shown)
    {
        int[] ids = new int[shown.Count * graph.K];
        float[] distances = new float[ids.Length];
        for (int i = 0; i < shown.Count; i++)
        {
            ReadOnlySpan<int> own = graph.IndicesOf(shown.Rows[i]);
            ReadOnlySpan<float> far = graph.DistancesOf(shown.Rows[i]);
            int at = i * graph.K;
            Array.Fill(ids, i, at, graph.K);
            for (int j = 0; j < graph.K; j++)
            {
                if (shown.PlaceOf(own[j]) is var place and >= 0)
                {
                    (ids[at], distances[at]) = (place, far[j]);
                    at++;
                }
            }
        }

        (ushort[] packed, double scale) = Quantized.Lengths(distances);
        return new NeighborsHead(graph.K, blocks.AddWhole(ids, shown.Count, isSigned: false), blocks.Add<ushort>(packed), scale);
    }

    private VectorsHead Vectors(Matrix activations, int[] rows)
    {
        (byte[] values, double step, double[] offset) = Quantized.Vectors(activations, rows);
        return new VectorsHead(activations.Columns, blocks.Add<byte>(values), step, offset);
    }
}
