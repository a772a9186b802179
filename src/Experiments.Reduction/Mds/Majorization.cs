using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Mds;

/// <summary>
/// SMACOF (de Leeuw 1977; Borg and Groenen 2005, chapter 8): every step moves the points to the minimum of a quadratic that touches raw stress
/// from above, the Guttman transform xᵢ ← (1/n) Σⱼ (δᵢⱼ/dᵢⱼ)(xᵢ − xⱼ), so that stress never rises. The same for one point among fixed ones.
/// </summary>
internal static class Majorization
{
    private const int BlockRows = 32;

    /// <summary>Moves <paramref name="places"/> until a step wins too small a share of raw stress.</summary>
    /// <returns>Stress-1 of the places they have then, √(Σ(δ − d)² / Σδ²), and the steps taken.</returns>
    public static (double Stress, int Steps) Run(Matrix distances, Matrix places, MdsOptions options, ReductionContext context)
    {
        int n = places.Rows;
        double all = RowBlocks.Sum(n, BlockRows, context, (start, end) => SumOfSquares(distances, start, end));
        double last = double.PositiveInfinity;
        Matrix next = new(n, places.Columns);
        for (int step = 0; ; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            double stress = RowBlocks.Sum(n, BlockRows, context, (start, end) => Step(distances, places, next, (start, end)));
            if (step == options.NIter || (step > 0 && last - stress <= options.Tolerance * last))
            {
                return (Ratio(stress, all), step);
            }

            last = stress;
            next.Values.CopyTo(places.Values);
            context.Progress?.Report(new ReductionProgress("mds", (step + 1.0) / options.NIter, Ratio(stress, all)));
        }
    }

    /// <summary>Moves one place among fixed ones, to which it should have such distances.</summary>
    public static void Place(ReadOnlySpan<float> distances, Matrix fixedPlaces, Span<float> place, MdsOptions options)
    {
        double[] next = new double[place.Length];
        double last = double.PositiveInfinity;
        for (int step = 0; step < options.NIter; step++)
        {
            Array.Clear(next);
            double stress = 0;
            for (int l = 0; l < distances.Length; l++)
            {
                double length = Length(place, fixedPlaces.Row(l));
                stress += (distances[l] - length) * (distances[l] - length);
                double ratio = length > 0 ? distances[l] / length : 0;
                for (int c = 0; c < next.Length; c++)
                {
                    next[c] += (fixedPlaces[l, c] + (ratio * (place[c] - fixedPlaces[l, c]))) / distances.Length;
                }
            }

            if (step > 0 && last - stress <= options.Tolerance * last)
            {
                return;
            }

            last = stress;
            for (int c = 0; c < next.Length; c++)
            {
                place[c] = (float)next[c];
            }
        }
    }

    private static double Ratio(double stress, double all) => all > 0 ? Math.Sqrt(stress / all) : 0;

    private static double SumOfSquares(Matrix distances, int start, int end)
    {
        double sum = 0;
        foreach (float distance in distances.Values[(start * distances.Columns)..(end * distances.Columns)])
        {
            sum += (double)distance * distance;
        }

        return sum;
    }

    /// <summary>The stress of some rows at their places, and their next places.</summary>
    private static double Step(Matrix distances, Matrix places, Matrix next, (int Start, int End) rows)
    {
        double stress = 0;
        double[] sum = new double[places.Columns];
        for (int i = rows.Start; i < rows.End; i++)
        {
            Array.Clear(sum);
            ReadOnlySpan<float> own = places.Row(i);
            ReadOnlySpan<float> wanted = distances.Row(i);
            for (int j = 0; j < wanted.Length; j++)
            {
                ReadOnlySpan<float> other = places.Row(j);
                double length = Length(own, other);
                stress += (wanted[j] - length) * (wanted[j] - length);
                double ratio = length > 0 ? wanted[j] / length : 0;
                for (int c = 0; c < sum.Length; c++)
                {
                    sum[c] += ratio * (own[c] - other[c]);
                }
            }

            for (int c = 0; c < sum.Length; c++)
            {
                next.Row(i)[c] = (float)(sum[c] / places.Rows);
            }
        }

        return stress;
    }

    private static double Length(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double square = 0;
        for (int c = 0; c < a.Length; c++)
        {
            square += (a[c] - b[c]) * (double)(a[c] - b[c]);
        }

        return Math.Sqrt(square);
    }
}
