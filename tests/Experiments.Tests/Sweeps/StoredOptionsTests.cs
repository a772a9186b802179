using System.Text.Json;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Explaining;

namespace Experiments.Tests.Sweeps;

public class StoredOptionsTests
{
    public static TheoryData<ReducerOptions> Options =>
    [
        new PcaOptions { NComponents = 3 },
        new TSneOptions { Perplexity = 12.3, LearningRate = 1e-7, Metric = DistanceMetric.Cosine },
        new TSneOptions { LearningRate = null },
        new UmapOptions { NNeighbors = 7, MinDist = 0.123456789012345, NEpochs = 40, Init = UmapInit.Pca },
    ];

    [Theory]
    [MemberData(nameof(Options))]
    public void Settings_come_back_from_results_as_they_were(ReducerOptions options)
    {
        ReducerDescriptor reducer = StandardReducers.Create().All.Single(one => one.OptionsType == options.GetType());
        string json = JsonSerializer.Serialize(OptionSchema.Values(options).ToDictionary(), SweepJson.Options);
        Dictionary<string, object?> stored = JsonSerializer.Deserialize<Dictionary<string, object?>>(json, SweepJson.Options)!;
        Assert.Equal(options, StoredOptions.Read(reducer, stored));
    }

    [Fact]
    public void A_value_that_does_not_fit_is_named() => Assert.Contains("umap n_neighbors 'many'", Assert.Throws<SweepException>(() =>
        StoredOptions.Read(StandardReducers.Create().Find("umap")!, new Dictionary<string, object?> { ["n_neighbors"] = "many" })).Message);
}
