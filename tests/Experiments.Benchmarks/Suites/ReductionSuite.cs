using BenchmarkDotNet.Attributes;
using Experiments.Reduction;

namespace Experiments.Benchmarks;

/// <summary>Neighbours and reducers at two sizes.</summary>
public class ReductionSuite
{
    private Matrix samples = null!;
    private NeighborGraph graph = null!;

    [Params(2_000, 10_000)]
    public int Samples { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        samples = GaussianClusters.Samples(Samples);
        graph = NearestNeighbors.Compute(samples, 150, new ReductionContext());
    }

    [Benchmark]
    public NeighborGraph Neighbors30() => NearestNeighbors.Compute(samples, 30, new ReductionContext());

    [Benchmark]
    public Matrix Pca2() => new PcaReducer(new PcaOptions()).Fit(new ReductionInput(samples), new ReductionContext()).Embedding;

    [Benchmark]
    public Matrix TSne50() =>
        new TSneReducer(new TSneOptions { Perplexity = 50 }).Fit(new ReductionInput(samples, graph), new ReductionContext()).Embedding;

    [Benchmark]
    public Matrix Umap30() =>
        new UmapReducer(new UmapOptions { NNeighbors = 30 }).Fit(new ReductionInput(samples, graph), new ReductionContext()).Embedding;
}
