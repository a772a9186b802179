using System.Numerics;
using Experiments.Reduction;

namespace Experiments.Sweeps.Searching;

/// <summary>
/// Sobol' points (Sobol' 1967) with the direction numbers of Joe and Kuo (2008), moved by a random digital shift. Beyond
/// <see cref="MostDimensions"/> dimensions the rest is drawn at random.
/// </summary>
internal sealed class SobolSequence(long seed)
{
    /// <summary>Dimensions with direction numbers.</summary>
    public const int MostDimensions = 10;

    private const int Bits = 32;

    // Degree, coefficients and initial numbers of dimensions 2 to 10 (Joe and Kuo 2008, new-joe-kuo-6).
    private static readonly (int Degree, uint Coefficients, uint[] Initial)[] Polynomials =
    [
        (1, 0, [1]), (2, 1, [1, 3]), (3, 1, [1, 3, 1]), (3, 2, [1, 1, 1]), (4, 1, [1, 1, 3, 3]),
        (4, 4, [1, 3, 5, 13]), (5, 2, [1, 1, 5, 5, 17]), (5, 4, [1, 1, 5, 5, 5]), (5, 7, [1, 1, 7, 11, 19]),
    ];

    private static readonly uint[][] Directions = [First(), .. Polynomials.Select(Later)];
    private readonly CounterRandom random = new(seed, RandomPurposes.Sobol);

    /// <summary>Coordinate d of point i, in [0, 1).</summary>
    public double At(int point, int dimension) =>
        dimension < MostDimensions
        ? (Raw((uint)point, dimension) ^ (uint)random.Bits(0, dimension)) / (double)(1UL << Bits)
        : random.Uniform(point + 1, dimension);

    /// <summary>The unshifted coordinate as an integer of 32 bits.</summary>
    internal static uint Raw(uint point, int dimension)
    {
        uint value = 0;
        for (uint gray = point ^ (point >> 1); gray != 0; gray &= gray - 1)
        {
            value ^= Directions[dimension][BitOperations.TrailingZeroCount(gray)];
        }

        return value;
    }

    private static uint[] First() => [.. Enumerable.Range(0, Bits).Select(bit => 1u << (Bits - 1 - bit))];

    private static uint[] Later((int Degree, uint Coefficients, uint[] Initial) polynomial)
    {
        (int degree, uint coefficients, uint[] initial) = polynomial;
        uint[] numbers = new uint[Bits];
        for (int i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                numbers[i] = initial[i] << (Bits - 1 - i);
                continue;
            }

            numbers[i] = numbers[i - degree] ^ (numbers[i - degree] >> degree);
            for (int k = 1; k < degree; k++)
            {
                numbers[i] ^= ((coefficients >> (degree - 1 - k)) & 1) * numbers[i - k];
            }
        }

        return numbers;
    }
}
