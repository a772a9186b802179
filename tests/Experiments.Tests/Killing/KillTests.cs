namespace Experiments.Tests.Killing;

/// <summary>A few of each; <c>./run.sh bench kill</c> does hundreds.</summary>
public sealed class KillTests(UndisturbedFixture undisturbed) : IClassFixture<UndisturbedFixture>
{
    [Fact]
    public void A_sweep_that_was_disturbed_ends_with_what_an_undisturbed_one_has()
    {
        Undisturbed expected = undisturbed.Run;
        KillHarness harness = new(expected, seed: 11, TextWriter.Null);
        TwoSweeps two = new(expected);

        Assert.Null(harness.Run(kills: 2, TestContext.Current.CancellationToken));
        Assert.Equal(2, harness.Kills);
        Assert.Null(two.OnOneFolder());
        Assert.Null(two.OnOneCache());
        Assert.Null(new KilledCommands(expected, seed: 11).Run(["mlflow", "prune"]));
        Assert.Null(new DeletedFolders(expected, seed: 11).Cache());
        Assert.Null(new DeletedFolders(expected, seed: 12).Results());
    }

    [Fact]
    public void A_sweep_whose_disk_was_full_ends_with_what_an_undisturbed_one_has()
    {
        FullDiskRun full = new(undisturbed.Run);
        Assert.SkipUnless(full.IsPossible, "no memory disk can be mounted here to be filled");
        Assert.Null(full.Run(share: 0.5));
    }
}

/// <summary>An undisturbed run and the folder that it lies in.</summary>
public sealed class UndisturbedFixture : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kill-").FullName;
    private readonly Lazy<Undisturbed> run;

    public UndisturbedFixture() => run = new(() => Undisturbed.In(root));

    internal Undisturbed Run => run.Value;

    public void Dispose() => Directory.Delete(root, recursive: true);
}
