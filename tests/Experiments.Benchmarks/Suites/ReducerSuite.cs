using BenchmarkDotNet.Attributes;
using Experiments.Networks.Autoencoding;
using Experiments.Reduction;

namespace Experiments.Benchmarks;

/// <summary>Every registered reducer with its defaults, neighbours and all.</summary>
public class ReducerSuite
{
    private const int Samples = 2_000;

    private ReductionInput input = null!;
    private ReducerDescriptor reducer = null!;
    private ReducerOptions options = null!;

    public static IEnumerable<string> Kinds => Registry.All.Select(reducer => reducer.Kind);

    [ParamsSource(nameof(Kinds))]
    public string Kind { get; set; } = string.Empty;

    private static ReducerRegistry Registry => StandardReducers.Create().AddNetworkReducers();

    [GlobalSetup]
    public void Prepare()
    {
        reducer = Registry.Find(Kind)!;
        options = (ReducerOptions)OptionSchema.Create(reducer.OptionsType, new Dictionary<string, object?>());
        input = new ReductionInput(GaussianClusters.Samples(Samples)) { Labels = options.UsesLabels ? GaussianClusters.Labels(Samples) : null };
    }

    [Benchmark]
    public Matrix Fit() => reducer.Create(options).Fit(input, new ReductionContext()).Embedding;
}
