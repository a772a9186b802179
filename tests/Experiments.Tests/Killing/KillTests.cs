namespace Experiments.Tests.Killing;

/// <summary>A few of each; <c>./run.sh bench kill</c> does hundreds.</summary>
public sealed class KillTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kill-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_sweep_that_was_disturbed_ends_with_what_an_undisturbed_one_has()
    {
        Undisturbed expected = Undisturbed.In(root);
        KillHarness harness = new(expected, seed: 11, TextWriter.Null);
        TwoSweeps two = new(expected);
        FullDiskRun full = new(expected);

        Assert.Null(harness.Run(kills: 3, TestContext.Current.CancellationToken));
        Assert.Equal(3, harness.Kills);
        Assert.Null(two.OnOneFolder());
        Assert.Null(two.OnOneCache());
        Assert.Null(new KilledCommands(expected, seed: 11).Run(["sqlite", "mlflow", "report", "prune"]));
        Assert.Null(new DeletedFolders(expected, seed: 11).Cache());
        Assert.Null(new DeletedFolders(expected, seed: 12).Results());
        Assert.SkipUnless(full.IsPossible, "killed and run twice as it should; no memory disk can be mounted here to be filled");
        Assert.Null(full.Run(share: 0.5));
    }
}
