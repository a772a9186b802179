using System.Runtime.Intrinsics;
using System.Text.Json;
using Experiments.Reduction;
using Experiments.Reduction.Graphs;
using Experiments.Reduction.Numerics;
using Experiments.Reduction.Umap;

namespace Experiments.Tests.Reduction;

public sealed class DensmapTests : ReducerContract
{
    private const double Lambda = 2;
    private const double Shift = 0.1;
    private static readonly ReductionContext Context = new();
    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "Fixtures", "umap", "densmap.json"))).RootElement;

    protected override string Kind => "umap";

    protected override ReducerOptions QuickOptions => new UmapOptions { NNeighbors = 12, NEpochs = 150, Densmap = true };

    protected override ReducerOptions TinyOptions => new UmapOptions { NNeighbors = 5, Densmap = true };

    protected override int FewestSamples => 6;

    [Fact]
    public void Local_radii_agree_with_umap_learn()
    {
        Matrix samples = Groups();
        UmapOptions options = new() { Densmap = true };
        NeighborGraph neighbors = NearestNeighbors.Compute(samples, 14, Context);
        FuzzyGraph graph = FuzzyGraph.Build(neighbors, Context, options.LocalConnectivity, options.SetOpMixRatio);
        double[] radii = LocalDensity.LogRadii(graph.Without(graph.LargestWeight / 700.0), neighbors, Context);
        double[] expected = [.. Reference.GetProperty("log_radii").EnumerateArray().Select(value => value.GetDouble())];
        Assert.All(radii.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 2e-4));
    }

    [Fact]
    public void Local_radii_scale_with_the_samples_and_coinciding_points_have_the_least()
    {
        Matrix samples = TestSamples.Normal(80, 4);
        Matrix small = new(samples.Values.ToArray().Select(value => MathF.ScaleB(value, -20)).ToArray(), 80, 4);
        double[] radii = Radii(samples);
        Assert.All(radii.Zip(Radii(small)), pair => Assert.Equal(pair.First - (40 * Math.Log(2)), pair.Second, 1e-4));
        for (int i = 0; i < 20; i++)
        {
            samples.Row(0).CopyTo(samples.Row(i));
        }

        Assert.InRange(Radii(samples).Min() - Radii(samples).Max(), -30, -15);
        Assert.All(Radii(new Matrix(80, 4)), radius => Assert.Equal(0, radius));
    }

    [Fact]
    [Slow]
    public void Draws_densities_as_well_as_umap_learn_and_plain_umap_does_not()
    {
        Matrix samples = Groups();
        Matrix theirs = new([.. Reference.GetProperty("picture").EnumerateArray()
            .SelectMany(row => row.EnumerateArray().Select(v => v.GetSingle()))], 600, 2);
        ReductionResult dense = Fit(samples, new UmapOptions { Densmap = true });
        ReductionResult plain = Fit(samples, new UmapOptions { NEpochs = 700 });
        (double density, double trust) = Scores(samples, dense.Embedding);
        (double theirDensity, double theirTrust) = Scores(samples, theirs);
        Assert.True(density > theirDensity - 0.02, $"density preservation {density}, theirs {theirDensity}");
        Assert.True(trust > theirTrust - 0.01, $"trustworthiness {trust}, theirs {theirTrust}");
        Assert.True(Scores(samples, plain.Embedding).Density < 0.3);
        Assert.True(dense.Diagnostics["density_correlation"] > 0.9);
        Assert.False(plain.Diagnostics.ContainsKey("density_correlation"));
        Assert.Equal(700, dense.Diagnostics["n_epochs"]);
    }

    [Fact]
    [Slow]
    public void Denser_groups_are_drawn_smaller()
    {
        Matrix picture = Fit(Groups(), new UmapOptions { Densmap = true }).Embedding;
        double[] spreads = [.. Enumerable.Range(0, 3).Select(group => MeanNearest(picture, group))];
        Assert.True(spreads[1] > 1.3 * spreads[0] && spreads[2] > 1.3 * spreads[1], string.Join(", ", spreads));
    }

    [Fact]
    public void Without_weight_or_time_it_is_plain_umap()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        float[] plain = Fit(samples, new UmapOptions { NEpochs = 60 }).Embedding.Values.ToArray();
        Assert.Equal(plain, Fit(samples, new UmapOptions { NEpochs = 60, Densmap = true, DensLambda = 0 }).Embedding.Values.ToArray());
        Assert.Equal(plain, Fit(samples, new UmapOptions { NEpochs = 60, Densmap = true, DensFrac = 0 }).Embedding.Values.ToArray());
        Assert.NotEqual(plain, Fit(samples, new UmapOptions { NEpochs = 60, Densmap = true }).Embedding.Values.ToArray());
    }

    [Fact]
    public void The_term_is_the_derivative_of_the_correlation()
    {
        Matrix samples = TestSamples.Normal(60, 4);
        UmapOptions options = new() { NNeighbors = 8, Densmap = true, DensLambda = Lambda, DensVarShift = Shift };
        NeighborGraph neighbors = NearestNeighbors.Compute(samples, 7, Context);
        FuzzyGraph graph = FuzzyGraph.Build(neighbors, Context, options.LocalConnectivity, options.SetOpMixRatio);
        SlottedEdges edges = SlottedEdges.Build(graph, 1, 0);
        UmapCurve curve = UmapCurve.Fit(0.1, 1);
        Matrix picture = TestSamples.Normal(60, 2, seed: 4);
        double[] radii = LocalDensity.LogRadii(graph, neighbors, Context);
        DensityTerm term = new(new LayoutState(edges, picture), new LayoutForces(curve, 1), curve, radii, options);
        term.Refresh(Context);
        double total = edges.Rates.Sum(rate => (double)rate);
        for (int slot = 0; slot < 60; slot += 7)
        {
            int edge = edges.EdgesOf(slot).First;
            (int i, int j) = (edges.PointOf[slot], edges.PointOf[edges.Targets[edge]]);
            double squared = DoubleSums.SquaredDistance(picture.Row(i), picture.Row(j));
            double h = 1e-4 * squared;
            double slope = (Objective(graph, picture, radii, curve, (i, j, h)) - Objective(graph, picture, radii, curve, (i, j, -h))) / (2 * h);
            float factor = term.Factor(Vector256.Create((float)squared), Vector256.Create(edge), slot, Vector256.Create(edges.Targets[edge]))[0];
            double expected = slope * total / edges.Rates[edge];
            Assert.Equal(expected, factor, 1e-4 + (2e-3 * Math.Abs(expected)));
        }
    }

    /// <summary>λ·cov(r, s)/√(var r + shift), one pair's squared distance moved.</summary>
    private static double Objective(FuzzyGraph graph, Matrix picture, double[] original, UmapCurve curve, (int I, int J, double By) moved)
    {
        int n = graph.Count;
        double[] r = new double[n];
        for (int i = 0; i < n; i++)
        {
            (double weighted, double weights) = (0, 0);
            for (int e = graph.Starts[i]; e < graph.Starts[i + 1]; e++)
            {
                int j = graph.Targets[e];
                bool here = (i, j) == (moved.I, moved.J) || (j, i) == (moved.I, moved.J);
                double squared = DoubleSums.SquaredDistance(picture.Row(i), picture.Row(j)) + (here ? moved.By : 0);
                double similarity = 1 / (1 + (curve.A * Math.Pow(squared, curve.B)));
                (weighted, weights) = (weighted + (similarity * squared), weights + similarity);
            }

            r[i] = Math.Log(weighted / weights);
        }

        (double mean, double originalMean) = (r.Average(), original.Average());
        double variance = r.Average(value => (value - mean) * (value - mean));
        double originalDeviation = Math.Sqrt(original.Average(value => (value - originalMean) * (value - originalMean)));
        double covariance = r.Zip(original, (x, y) => (x - mean) * (y - originalMean)).Average() / originalDeviation;
        return Lambda * covariance / Math.Sqrt(variance + Shift);
    }

    private static ReductionResult Fit(Matrix samples, UmapOptions options) => new UmapReducer(options).Fit(new ReductionInput(samples), Context);

    /// <summary>Groups of sides 1, 3 and 9, as Fixtures/umap/make_densmap.py makes them.</summary>
    private static Matrix Groups()
    {
        Matrix samples = TestSamples.Formula(600, 6, 5);
        for (int i = 0; i < 600; i++)
        {
            float side = MathF.Pow(3, i % 3);
            foreach (ref float value in samples.Row(i))
            {
                value *= side;
            }

            samples.Row(i)[i % 3] += 20;
        }

        return samples;
    }

    private static double[] Radii(Matrix samples)
    {
        NeighborGraph neighbors = NearestNeighbors.Compute(samples, 9, Context);
        return LocalDensity.LogRadii(FuzzyGraph.Build(neighbors, Context), neighbors, Context);
    }

    private static (double Density, double Trust) Scores(Matrix samples, Matrix picture)
    {
        Dictionary<string, double?> scores = EmbeddingQuality
            .Evaluate(samples, picture, null, [14], Context, ["density_preservation", "trustworthiness"])
            .ToDictionary(score => score.Name, score => score.Value);
        return (scores["density_preservation@14"]!.Value, scores["trustworthiness@14"]!.Value);
    }

    private static double MeanNearest(Matrix picture, int group)
    {
        NeighborGraph graph = NearestNeighbors.Compute(picture, 5, Context);
        return Enumerable.Range(0, 600).Where(i => i % 3 == group).Average(i => graph.DistancesOf(i)[4]);
    }
}
