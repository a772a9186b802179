namespace Experiments.Tests.Killing;

public sealed class KillTests
{
    /// <summary>A few kills; <c>./run.sh bench kill</c> kills hundreds of times.</summary>
    [Fact]
    public void A_sweep_that_is_killed_and_damaged_ends_with_what_an_undisturbed_one_has()
    {
        string root = Directory.CreateTempSubdirectory("kill-").FullName;
        KillHarness harness = new(root, seed: 11, TextWriter.Null);

        Assert.Null(harness.Run(kills: 4, TestContext.Current.CancellationToken));
        Assert.Equal(4, harness.Kills);
        Directory.Delete(root, recursive: true);
    }
}
