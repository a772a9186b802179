using BenchmarkDotNet.Attributes;
using Experiments.Reduction;

namespace Experiments.Benchmarks;

/// <summary>Scores of one picture: what is shared by all pictures of the same samples, and what each costs after that.</summary>
public class MetricSuite
{
    private static readonly int[] Neighborhoods = [5, 15, 50];
    private Matrix samples = null!;
    private Matrix picture = null!;
    private int[] labels = [];
    private QualityReference reference = null!;

    [Params(2_000, 10_000)]
    public int Samples { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        samples = GaussianClusters.Samples(Samples);
        labels = GaussianClusters.Labels(Samples);
        picture = new PcaReducer(new PcaOptions()).Fit(new ReductionInput(samples), new ReductionContext()).Embedding;
        reference = EmbeddingQuality.Prepare(samples, 50, new ReductionContext());
    }

    [Benchmark]
    public QualityReference Reference() => EmbeddingQuality.Prepare(samples, 50, new ReductionContext());

    [Benchmark]
    public IReadOnlyList<MetricScore> AllMetrics() => reference.Evaluate(picture, labels, Neighborhoods, new ReductionContext());
}
