using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.TSne.Repulsion;

/// <summary>Points of the plane in two layouts: by coordinate for streaming, as pairs for gathering. One-dimensional pictures have y = 0.</summary>
internal sealed class PlanarPoints(int count)
{
    /// <summary>The number of points.</summary>
    public int Count => count;

    /// <summary>First coordinates, padded with zeros to a multiple of 8.</summary>
    public float[] X { get; } = new float[RowBlocks.Count(count, 8) * 8];

    /// <summary>Second coordinates, padded likewise.</summary>
    public float[] Y { get; } = new float[RowBlocks.Count(count, 8) * 8];

    /// <summary>x and y of each point in turn.</summary>
    public float[] Pairs { get; } = new float[2 * count];

    /// <summary>Makes points of an n × 1 or n × 2 matrix.</summary>
    public static PlanarPoints From(Matrix positions)
    {
        PlanarPoints points = new(positions.Rows);
        for (int i = 0; i < positions.Rows; i++)
        {
            points.Set(i, positions[i, 0], positions.Columns > 1 ? positions[i, 1] : 0);
        }

        return points;
    }

    /// <summary>Moves one point to a place.</summary>
    public void Set(int i, float x, float y)
    {
        X[i] = x;
        Y[i] = y;
        Pairs[2 * i] = x;
        Pairs[(2 * i) + 1] = y;
    }

    /// <summary>The points as an n × <paramref name="columns"/> matrix.</summary>
    public Matrix ToMatrix(int columns)
    {
        Matrix positions = new(count, columns);
        for (int i = 0; i < count; i++)
        {
            positions.Row(i)[0] = X[i];
            if (columns > 1)
            {
                positions.Row(i)[1] = Y[i];
            }
        }

        return positions;
    }

    /// <summary>Gathers eight points by index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe (Vector256<float> X, Vector256<float> Y) Gather(float* pairs, int* indices)
    {
        double* p = (double*)pairs;
        Vector256<float> a = Vector256.Create(p[indices[0]], p[indices[1]], p[indices[4]], p[indices[5]]).AsSingle();
        Vector256<float> b = Vector256.Create(p[indices[2]], p[indices[3]], p[indices[6]], p[indices[7]]).AsSingle();
        if (Avx.IsSupported)
        {
            return (Avx.Shuffle(a, b, 0x88), Avx.Shuffle(a, b, 0xDD));
        }

        return (Vector256.Create(a[0], a[2], b[0], b[2], a[4], a[6], b[4], b[6]),
            Vector256.Create(a[1], a[3], b[1], b[3], a[5], a[7], b[5], b[7]));
    }
}
