using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Running;

namespace Experiments.Tests.Sweeps;

/// <summary>What happens to results that are there already, and to somebody else's files beside them.</summary>
public sealed class KeptResultsTests : IDisposable
{
    private readonly SweepBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("config.yaml")]
    [InlineData("results.csv")]
    [InlineData("report.pdf")]
    public void A_sweep_into_a_folder_with_somebody_s_file_of_that_name_is_refused(string name)
    {
        string mine = Write(name);

        string message = Assert.Throws<SweepException>(() => bench.Run(bench.Load(SweepBench.Small))).Message;

        Assert.StartsWith($"'{mine}': not written by this program here", message, StringComparison.Ordinal);
        Assert.Equal([mine], Directory.GetFiles(bench.Output, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Somebody_s_files_stay_whatever_a_sweep_replaces()
    {
        bench.Run(bench.Load(SweepBench.Small));
        string trial = Path.GetFileName(Directory.GetDirectories(Path.Combine(bench.Output, "trials"))[0]);
        string[] mine =
        [
            Write("trials/mine/embedding.npy"), Write($"trials/{trial}/note.txt"), Write("model/mine.txt"), Write("a/.b.part"), Write(".c.part"),
            Write($".notes.{Guid.NewGuid():N}.part"),
        ];

        bench.Run(bench.Load(SweepBench.Small, "reducers[0].kind=fake", "name=other"));

        Assert.All(mine, file => Assert.Equal("mine", File.ReadAllText(file)));
        Assert.Equal("other", ResultsFile.Read(bench.Paths).Name);
    }

    [Fact]
    public void The_folder_of_an_earlier_version_is_recognised_by_its_results()
    {
        SweepResults results = bench.Run(bench.Load(SweepBench.Small));
        File.Delete(Path.Combine(bench.Output, FileList.Name));
        JsonFile.Write(bench.Paths.ResultsJson, results with { FormatVersion = 1 });
        string mine = Write("trials/mine/embedding.npy");

        bench.Run(bench.Load(SweepBench.Small, "reducers[1].perplexity=2"));

        Assert.Equal(12 + 1, Directory.GetDirectories(Path.Combine(bench.Output, "trials")).Length);
        Assert.True(File.Exists(mine));
        Assert.Equal(12, SweepFiles.Open(bench.Paths).Trials.Count);
    }

    [Fact]
    public void Finished_results_stay_until_the_next_ones_are_whole()
    {
        bench.Run(bench.Load(SweepBench.Small));
        Dictionary<string, string> before = SweepBench.Files(bench.Output);
        string[] texts = [bench.Paths.ResultsJson, bench.Paths.ResultsCsv, bench.Paths.ConfigYaml];
        string[] were = [.. texts.Select(File.ReadAllText)];
        int started = 0;
        using CancellationTokenSource cancel = new();
        bench.ReducerStarted = _ =>
        {
            Assert.Equal(were, texts.Select(File.ReadAllText));
            if (++started == 4)
            {
                cancel.Cancel();
            }
        };

        Assert.ThrowsAny<OperationCanceledException>(() =>
            bench.Run(bench.Load(SweepBench.Small, "reducers[1].perplexity=[3, 5]"), cancellation: cancel.Token));

        Assert.Equal(were, texts.Select(File.ReadAllText));
        Assert.Equal(before, SweepBench.Files(bench.Output));
        SweepFiles.Open(bench.Paths);
        bench.ReducerStarted = null;
        bench.Run(bench.Load(SweepBench.Small, "reducers[1].perplexity=[3, 5]"));
        Assert.All(SweepFiles.Open(bench.Paths).Trials.Where(trial => trial.Reducer == "fake"), trial =>
            Assert.True(trial.Parameters["perplexity"] is 3L or 5L));
    }

    [Fact]
    public void A_cache_that_cannot_be_used_stops_the_sweep_in_a_line_and_leaves_the_results()
    {
        bench.Run(bench.Load(SweepBench.Small));
        string were = File.ReadAllText(bench.Paths.ResultsJson);
        string file = Path.Combine(bench.Root, "no-folder");
        File.WriteAllText(file, string.Empty);

        string message = Assert.Throws<SweepException>(() => SweepRunner.Run(
            bench.Load(SweepBench.Small), bench.Options() with { CacheDirectory = file }, bench, TestContext.Current.CancellationToken)).Message;

        Assert.StartsWith($"Cannot write results or cache: the cache '{file}' cannot be used: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Equal(were, File.ReadAllText(bench.Paths.ResultsJson));
        SweepFiles.Open(bench.Paths);
    }

    [Fact]
    public void A_cache_that_can_be_read_only_serves_what_it_has_and_stops_a_sweep_that_needs_more()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("nothing is read-only for this user");
            return;
        }

        bench.Run(bench.Load(SweepBench.Small));
        string were = File.ReadAllText(bench.Paths.ResultsCsv);
        string embedding = Path.Combine(bench.Cache, "embedding");
        File.SetUnixFileMode(embedding, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Throws<SweepException>(() => bench.Run(bench.Load(SweepBench.Small, "reducers[1].perplexity=[3, 5]")));
            Assert.Equal(were, File.ReadAllText(bench.Paths.ResultsCsv));
            bench.Run(bench.Load(SweepBench.Small));
        }
        finally
        {
            File.SetUnixFileMode(embedding, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(14)]
    public void A_folder_that_is_deleted_while_the_sweep_runs_is_whole_in_the_end(int when)
    {
        int started = 0;
        bench.ReducerStarted = _ =>
        {
            if (++started == when)
            {
                Directory.Delete(bench.Output, recursive: true);
            }
        };

        SweepResults results = bench.Run(bench.Load(SweepBench.Small));

        SweepFiles.Conclude(bench.Paths);
        Assert.All(results.Trials, trial => Assert.True(File.Exists(bench.Paths.Embedding(trial.Id))));
        Assert.Equal(results.Trials.Count, SweepFiles.Open(bench.Paths).Trials.Count);
    }

    [Theory]
    [InlineData("dataset")]
    [InlineData("train")]
    [InlineData("activations")]
    [InlineData("neighbors")]
    [InlineData("embedding")]
    [InlineData("metrics")]
    public void A_cache_deleted_while_a_stage_is_stored_loses_no_trial(string kind)
    {
        bool isDeleted = false;
        ArtifactStore store = new(bench.Cache)
        {
            BeforeCommit = draft =>
            {
                if (!isDeleted && Path.GetFileName(Path.GetDirectoryName(draft)) == kind)
                {
                    isDeleted = true;
                    Directory.Delete(bench.Cache, recursive: true);
                }
            },
        };

        SweepResults results = SweepRunner.Run(bench.Load(SweepBench.Small), bench.Options(), bench, store, TestContext.Current.CancellationToken);

        Assert.True(isDeleted);
        Assert.All(results.Trials, trial => Assert.Equal(TrialStatus.Done, trial.Status));
    }

    private string Write(string name)
    {
        string path = Path.Combine(bench.Output, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "mine");
        return path;
    }
}
