using Experiments.Results.Records;
using Experiments.Sweeps.Running;

namespace Experiments.Tests.Sweeps;

/// <summary>A model that gives its layers together is run once for all that the cache lacks.</summary>
public sealed class LayersTogetherTests : IDisposable
{
    private readonly SweepBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Layers_of_one_pass_are_those_of_passes_of_their_own(int jobs)
    {
        bench.Run(bench.Load(SweepBench.Small), jobs, bench.Output);
        Dictionary<string, string> alone = SweepBench.Files(bench.Output);
        bench.Trained.Passes.Clear();
        bench.Trained.IsTogether = true;
        SweepResults results = bench.Run(bench.Load(SweepBench.Small), jobs, Path.Combine(bench.Root, "together"), fresh: true);
        Assert.All(results.Trials, trial => Assert.True(trial.IsDone));
        Assert.All(bench.Trained.Passes, pass => Assert.Equal("input conv1 penultimate", pass));
        Assert.Equal(results.Models.Count(model => model.Name == "fake"), bench.Trained.Passes.Count);
        Assert.Equal(alone, SweepBench.Files(Path.Combine(bench.Root, "together")));
    }

    [Fact]
    public void Only_layers_that_the_cache_lacks_are_computed()
    {
        bench.Trained.IsTogether = true;
        bench.Run(bench.Load(SweepBench.Small, "layers=[input]"));
        bench.Trained.Passes.Clear();
        bench.Run(bench.Load(SweepBench.Small));
        Assert.All(bench.Trained.Passes, pass => Assert.Equal("conv1 penultimate", pass));
        Assert.NotEmpty(bench.Trained.Passes);
    }

    [Fact]
    public void Layers_that_do_not_fit_into_memory_together_come_in_several_passes()
    {
        bench.Trained.IsTogether = true;
        SweepRunner.Run(bench.Load(SweepBench.Small), bench.Options() with { Memory = 1 }, bench, CancellationToken.None);
        Assert.All(bench.Trained.Passes, pass => Assert.DoesNotContain(' ', pass));
    }
}
