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
    private readonly Matrix samples;
    private readonly Dictionary<int, List<int>> byContent = [];

    public FittedRows(Matrix samples, ReductionResult result)
    {
        this.samples = samples;
        Result = result;
        for (int i = 0; i < samples.Rows; i++)
        {
            int hash = Hash(samples.Row(i));
            (CollectionsMarshal.GetValueRefOrAddDefault(byContent, hash, out _) ??= []).Add(i);
        }
    }

    /// <summary>What the fit found.</summary>
    public ReductionResult Result { get; }

    /// <summary>Features of a row.</summary>
    public int Features => samples.Columns;

    /// <summary>Dimensions of the picture.</summary>
    public int Components => Result.Embedding.Columns;

    /// <summary>Where a row stands.</summary>
    public float[] Place(ReadOnlySpan<float> row)
    {
        if (byContent.TryGetValue(Hash(row), out List<int>? candidates))
        {
            foreach (int i in candidates)
            {
                if (samples.Row(i).SequenceEqual(row))
                {
                    return Result.Embedding.Row(i).ToArray();
                }
            }
        }

        IFittedReducer fitted = Result.Fitted ?? throw new ReductionException("This reducer cannot place rows it was not fitted to.");
        return fitted.Transform(new Matrix(row.ToArray(), 1, Features), OneThread).Row(0).ToArray();
    }

    private static int Hash(ReadOnlySpan<float> row)
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes(row));
        return hash.ToHashCode();
    }
}
