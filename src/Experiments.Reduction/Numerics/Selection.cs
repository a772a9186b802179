using System.Runtime.CompilerServices;

namespace Experiments.Reduction.Numerics;

/// <summary>Order statistics without sorting.</summary>
internal static class Selection
{
    /// <summary>The value of a rank (0 = smallest) by Hoare's quickselect with medians of three; reorders <paramref name="values"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Smallest(Span<float> values, int rank)
    {
        int low = 0;
        int high = values.Length - 1;
        while (low < high)
        {
            float pivot = MedianOfThree(values[low], values[low + ((high - low) / 2)], values[high]);
            int i = low;
            int j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (rank > j && rank < i)
            {
                break;
            }

            (low, high) = rank <= j ? (low, j) : (i, high);
        }

        return values[rank];
    }

    private static float MedianOfThree(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
