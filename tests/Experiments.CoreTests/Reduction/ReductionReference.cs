using System.Text.Json;
using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>scikit-learn's answers on a small data set (Fixtures/reduction/make_reference.py).</summary>
internal static class ReductionReference
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "reduction", "reduction_reference.json"))).RootElement;

    /// <summary>60 × 8.</summary>
    public static Matrix Samples
    {
        get
        {
            double[][] rows = Rows(Root.GetProperty("samples"));
            return new Matrix([.. rows.SelectMany(row => row).Select(value => (float)value)], rows.Length, rows[0].Length);
        }
    }

    /// <summary>60 × 60 joint probabilities at perplexity 6.</summary>
    public static double[][] Affinities => Rows(Root.GetProperty("affinities"));

    public static double[][] PcaComponents => Rows(Root.GetProperty("pca").GetProperty("components"));

    public static double[] Pca(string name) => Row(Root.GetProperty("pca").GetProperty(name));

    private static double[][] Rows(JsonElement array) => [.. array.EnumerateArray().Select(Row)];

    private static double[] Row(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
