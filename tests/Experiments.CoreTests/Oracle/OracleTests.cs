using System.Runtime.InteropServices;
using System.Text.Json;
using Experiments.Data.Tables;
using Experiments.Reduction;
using Experiments.Reduction.Numerics;

namespace Experiments.Tests.Oracle;

/// <summary>
/// Every metric, and the reducers that have one right picture, against an implementation in Python that shares nothing with this one: ties, copies,
/// offsets of a billion, 2^±100, a handful of points, groups far apart, more features than samples, whole numbers.
/// </summary>
[Slow]
public sealed class OracleTests(OracleRun oracle) : IClassFixture<OracleRun>
{
    private static readonly ReductionContext Context = new() { Threads = 2 };

    [Fact]
    public void Every_metric_agrees()
    {
        int[] sizes = [.. oracle.Cases.GetProperty("neighbors").EnumerateArray().Select(k => k.GetInt32())];
        List<string> differences = [];
        foreach (JsonElement one in oracle.Cases.GetProperty("cases").EnumerateArray())
        {
            JsonElement expected = one.GetProperty("metrics");
            IReadOnlyList<MetricScore> scores = EmbeddingQuality.Evaluate(
                Samples(one, null), MatrixFile.Read(oracle.PathOf($"{Name(one)}.picture.npy")), Labels(one), sizes, Context,
                [.. StandardMetrics.All.Select(metric => metric.Name)]);
            Assert.Equal(scores.Select(score => score.Name).Order(), expected.EnumerateObject().Select(score => score.Name).Order());
            differences.AddRange(scores.Where(score => !Agrees(one, score, expected.GetProperty(score.Name)))
                .Select(score => $"{Name(one)}: {score.Name} is {score.Value} ({score.Reason}), expected {expected.GetProperty(score.Name)}"));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void The_pictures_of_PCA_MDS_Isomap_LDA_and_kernel_PCA_agree()
    {
        List<string> differences = [];
        foreach (JsonElement one in oracle.Cases.GetProperty("cases").EnumerateArray())
        {
            foreach (JsonElement expected in one.GetProperty("reducers").EnumerateArray())
            {
                string kind = expected.GetProperty("kind").GetString()!;
                ReducerOptions options = Options(kind, expected.GetProperty("options"));
                ReductionInput input = new(Samples(one, options.ReadsZero ? [] : null)) { Labels = options.UsesLabels ? Labels(one) : null };
                ReductionResult result = StandardReducers.Create().Find(kind)!.Create(options).Fit(input, Context);
                (double off, double allowed) = Compare(result, expected, one.GetProperty("loose").GetBoolean());
                if (!(off <= allowed))
                {
                    differences.Add($"{Name(one)}: {kind} {expected.GetProperty("options")} is off by {off:g3}, allowed is {allowed:g3}");
                }
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    /// <summary>
    /// Counts and sums agree to rounding; UMAP's graph, under density preservation, is made in single precision and to its own tolerance.
    /// </summary>
    private static bool Agrees(JsonElement one, MetricScore score, JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.Null || score.Value is null)
        {
            return expected.ValueKind == JsonValueKind.Null && score.Value is null && score.Reason is not null;
        }

        double tolerance = one.GetProperty("loose").GetBoolean() ? 1e-4 : score.Name.StartsWith("density", StringComparison.Ordinal) ? 1e-4 : 1e-10;
        return Math.Abs(score.Value.Value - expected.GetDouble()) <= tolerance * Math.Max(1, Math.Abs(expected.GetDouble()));
    }

    /// <summary>
    /// The largest difference between distances of the two pictures, relative to the largest distance, and what single precision makes of it: the
    /// nearer the second axis and the third, the more. Of metric MDS its stress, as the diagnostics and as the picture have it.
    /// </summary>
    private (double Off, double Allowed) Compare(ReductionResult result, JsonElement expected, bool isLoose)
    {
        if (expected.TryGetProperty("stress_1", out JsonElement stress))
        {
            return (Math.Abs(result.Diagnostics["stress_1"] - stress.GetDouble()), 1e-3);
        }

        ReadOnlySpan<double> distances =
            MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(oracle.PathOf(expected.GetProperty("distances").GetString()!)));
        double largest = 0;
        foreach (double distance in distances)
        {
            largest = Math.Max(largest, distance);
        }

        double worst = 0;
        int at = 0;
        for (int i = 0; i < result.Embedding.Rows; i++)
        {
            for (int j = i + 1; j < result.Embedding.Rows; j++)
            {
                double own = Math.Sqrt(DoubleSums.SquaredDistance(result.Embedding.Row(i), result.Embedding.Row(j)));
                worst = Math.Max(worst, Math.Abs(own - distances[at++]));
            }
        }

        return (worst / largest, (isLoose ? 2e-5 : 2e-6) / expected.GetProperty("gap").GetDouble());
    }

    private static ReducerOptions Options(string kind, JsonElement given)
    {
        string Text(string name) => given.GetProperty(name).GetString()!;
        double? Number(string name) => given.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : null;
        return kind switch
        {
            "pca" => new PcaOptions(),
            "isomap" => new IsomapOptions { NNeighbors = (int)Number("n_neighbors")! },
            "lda" => new LdaOptions { Shrinkage = Number("shrinkage") },
            "mds" when Text("method") == "metric" => new MdsOptions { NIter = (int)Number("n_iter")!, Tolerance = Number("tolerance")!.Value },
            "mds" => new MdsOptions { Method = MdsMethod.Classical },
            _ => new KernelPcaOptions
            {
                Kernel = Enum.Parse<KernelKind>(Text("kernel"), ignoreCase: true),
                Gamma = Number("gamma"),
                Degree = (int)(Number("degree") ?? 3),
                Coef0 = Number("coef0") ?? 1,
            },
        };
    }

    private Matrix Samples(JsonElement one, double[]? origin) => MatrixFile.ReadLessOrigin(oracle.PathOf($"{Name(one)}.npy"), origin).Matrix;

    private static string Name(JsonElement one) => one.GetProperty("name").GetString()!;

    private static int[] Labels(JsonElement one) => [.. one.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())];
}
