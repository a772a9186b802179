using System.Runtime.InteropServices;
using Experiments.Reduction;

namespace Experiments.MLNet;

/// <summary>
/// Places rows one at a time: a row the reducer was fitted to stands where the fit put it (equal rows stand where the first of them does);
/// any other row is placed as a new point.
/// </summary>
internal sealed class FittedRows
{
    private static readonly ReductionContext OneThread = new() { Threads = 1 };
    private readonly Dictionary<int, List<int>> byContent = [];

    /// <summary>Rows of a model; one without its samples places them where the fit put them by itself.</summary>
    public FittedRows(FittedModel model)
    {
        Model = model;
        for (int i = 0; i < (model.Samples?.Rows ?? 0); i++)
        {
            int hash = Hash(model.Samples!.Row(i));
            (CollectionsMarshal.GetValueRefOrAddDefault(byContent, hash, out _) ??= []).Add(i);
        }
    }

    /// <summary>The model that was fitted.</summary>
    public FittedModel Model { get; }

    /// <summary>Returns the place of a row in the picture.</summary>
    public float[] Place(ReadOnlySpan<float> row)
    {
        if (byContent.TryGetValue(Hash(row), out List<int>? candidates))
        {
            foreach (int i in candidates)
            {
                if (Model.Samples!.Row(i).SequenceEqual(row))
                {
                    return Model.Embedding.Row(i).ToArray();
                }
            }
        }

        return Model.Transform(new Matrix(row.ToArray(), 1, Model.Features), OneThread).Row(0).ToArray();
    }

    private static int Hash(ReadOnlySpan<float> row)
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes(row));
        return hash.ToHashCode();
    }
}
