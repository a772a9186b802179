using Experiments.Cli;
using Experiments.Data;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;

namespace Experiments.Tests.Sweeps;

/// <summary>Every file in configs/ loads with what the program really offers.</summary>
public class ConfigsTests
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Repository.At("configs"), "*.yaml").Select(path => Path.GetFileName(path)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_loads_and_its_resolved_form_gives_the_same_plan(string file)
    {
        string? data = Environment.GetEnvironmentVariable("EXPERIMENTS_DATA") is { Length: > 0 } set ? set : null;
        string text = File.ReadAllText(Repository.At($"configs/{file}"));
        Assert.SkipWhen(data is null && (text.Contains("kind: mnist", StringComparison.Ordinal)
            || text.Contains("kind: cifar10", StringComparison.Ordinal)), "needs real data: set EXPERIMENTS_DATA to a folder with it");
        DataContext context = new() { DataDirectory = data, CacheDirectory = Path.GetTempPath(), AllowDownload = false };
        string resolved = Path.GetTempFileName();

        SweepPlan plan = SweepLoader.Load(Repository.At($"configs/{file}"), [], Catalog.Sweeps, context);
        File.WriteAllText(resolved, ConfigWriter.Write(plan.Config));
        SweepPlan again = SweepLoader.Load(resolved, [], Catalog.Sweeps, context);

        Assert.Equal(Path.GetFileNameWithoutExtension(file), plan.Name);
        Assert.InRange(plan.TrialCount, 1, 1000);
        Assert.Empty(plan.Warnings);
        Assert.Equal(plan.Trials.Select(trial => trial.Id), again.Trials.Select(trial => trial.Id));
        File.Delete(resolved);
    }

    /// <summary>The repository's folder.</summary>
    internal static string Root() => Repository.Root;
}
