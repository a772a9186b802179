using System.Text.Json;
using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>scikit-learn's manifold learners on the samples of <see cref="ReductionReference"/> (Fixtures/reduction/make_manifold.py).</summary>
internal static class ManifoldReference
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "reduction", "manifold_reference.json"))).RootElement;

    /// <summary>5 × 8 samples that were not fitted.</summary>
    public static Matrix Fresh => new(Array.ConvertAll(Values(Root.GetProperty("fresh")), value => (float)value), 5, 8);

    public static double Number(string name) => Root.GetProperty(name).GetDouble();

    public static double[] Picture(string name) => Values(Root.GetProperty(name));

    public static double[] Picture(string name, string kind) => Values(Root.GetProperty(name).GetProperty(kind));

    /// <summary>Asserts that two pictures agree but for the sign of each axis, which is decided by the first.</summary>
    public static void AssertSame(double[] expected, Matrix actual, double[] signs, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], signs[i % actual.Columns] * actual[i / actual.Columns, i % actual.Columns], tolerance);
        }
    }

    /// <summary>For each axis, whether the two pictures point the same way (1) or opposite ways (−1).</summary>
    public static double[] Signs(double[] expected, Matrix actual) =>
    [
        .. Enumerable.Range(0, actual.Columns).Select(c =>
            (double)Math.Sign(Enumerable.Range(0, actual.Rows).Sum(i => expected[(i * actual.Columns) + c] * actual[i, c]))),
    ];

    private static double[] Values(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
