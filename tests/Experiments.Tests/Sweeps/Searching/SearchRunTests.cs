using Experiments.Data;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Tests.Sweeps.Searching;

public sealed class SearchRunTests
{
    internal const string Sweep = """
        name: search
        seeds: 2
        datasets: [{kind: glyphs, train_size: 60, test_size: 240, samples: 240}]
        reducers:
          - {kind: pca}
          - {kind: fake, perplexity: {low: 1, high: 9, scale: log}, n_neighbors: {low: 2, high: 20}}
        search: {strategy: tpe, trials: 12, startup: 5, batch: 3, objective: trustworthiness@5}
        metrics: {neighbors: [3, 5]}
        """;

    [Fact]
    public void A_search_tries_its_settings_on_every_seed_and_keeps_what_it_did()
    {
        using SweepBench bench = new();
        SweepResults results = bench.Run(bench.Load(Sweep), jobs: 2);
        SearchResult search = results.Search!;

        Assert.Equal(Enumerable.Range(0, 12), search.Steps.Select(step => step.Number));
        Assert.Equal([5, 3, 3, 1], search.Steps.GroupBy(step => step.Wave).Select(wave => wave.Count()));
        Assert.Equal(23, results.Trials.Count);
        Assert.All(search.Steps, step => Assert.Equal(
            step.Trials.Average(id => results.Trials.Single(trial => trial.Id == id).Metrics["trustworthiness@5"]!.Value),
            step.Scores[0]!.Value, 12));
        Assert.Equal(search.Steps.Select(step => step.Scores[0]), ResultsFile.Read(bench.Paths).Search!.Steps.Select(step => step.Scores[0]));
    }

    [Fact]
    public void Jobs_and_a_cut_in_the_middle_do_not_change_it()
    {
        using SweepBench one = new();
        using SweepBench two = new();
        SweepResults whole = one.Run(one.Load(Sweep), jobs: 1);
        using CancellationTokenSource source = new();
        int started = 0;
        two.ReducerStarted = _ =>
        {
            if (++started == 13)
            {
                source.Cancel();
            }
        };
        Assert.ThrowsAny<OperationCanceledException>(() => two.Run(two.Load(Sweep), jobs: 2, cancellation: source.Token));
        two.ReducerStarted = null;
        SweepResults resumed = two.Run(two.Load(Sweep), jobs: 2);

        Assert.Equal(Steps(whole), Steps(resumed));
        Assert.Equal(SweepBench.Files(one.Output), SweepBench.Files(two.Output));
    }

    [Fact]
    public void A_setting_that_fails_is_a_row_with_its_reason_and_the_search_goes_on()
    {
        using SweepBench bench = new();
        SweepResults results = bench.Run(bench.Load(Sweep, "reducers[1].failing_seed=1"));

        Assert.Equal(12, results.Search!.Steps.Count);
        Assert.All(results.Search.Steps.Where(step => step.Reducer == "fake"), step => Assert.Null(step.Scores[0]));
        Assert.Contains("seed 1 was told to fail", results.Search.Steps[1].Reason ?? results.Search.Steps[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Halving_over_epochs_shortens_what_has_some_and_files_the_rest_once()
    {
        using SweepBench bench = new();
        string search = "search={strategy: halving, trials: 6, eta: 2, rungs: 2, resource: epochs, objective: trustworthiness@5}";
        SweepResults results = bench.Run(bench.Load(Sweep, search));

        ILookup<double, SearchStep> steps = results.Search!.Steps.ToLookup(step => step.Share);
        Assert.Equal((6, 3), (steps[0.5].Count(), steps[1].Count()));
        string[] rows = [.. results.Trials.Select(trial => trial.Id).Order()];
        Assert.Equal(steps[1].SelectMany(step => step.Trials).Distinct().Order(), rows);
        Assert.DoesNotContain(steps[0.5].Where(step => step.Reducer == "fake").SelectMany(step => step.Trials), rows.Contains);
        Assert.Equal(rows, Directory.GetDirectories(Path.Combine(bench.Output, "trials")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_trial_that_little_and_everything_make_the_same_is_a_row()
    {
        using SweepBench bench = new();
        SweepResults results = bench.Run(bench.Load(
            Sweep, "reducers[1].perplexity={low: 20, high: 30}",
            "search={strategy: halving, trials: 2, eta: 2, rungs: 2, resource: epochs, objective: trustworthiness@5}"));
        Assert.Equal(["pca"], results.Search!.Steps.Where(step => step.Share == 1).Select(step => step.Reducer));
        Assert.Equal(TrialStatus.Done, Assert.Single(results.Trials).Status);
    }

    [Fact]
    public void Halving_over_samples_files_only_what_had_all_of_them()
    {
        using SweepBench bench = new();
        SweepResults results = bench.Run(bench.Load(
            Sweep, "search={strategy: halving, trials: 9, eta: 2, rungs: 2, objective: trustworthiness@5, defaults: false}",
            "reducers[1].n_neighbors={low: 2, high: 9}"));

        Assert.Equal([9, 4], results.Search!.Steps.GroupBy(step => step.Share).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.Equal("samples", results.Search.Resource);
        Assert.Single(results.Datasets);
        Assert.All(results.Search.Steps.Where(step => step.Share == 1).SelectMany(step => step.Trials), id =>
            Assert.Contains(results.Trials, trial => trial.Id == id));
        Assert.DoesNotContain(results.Trials, trial =>
            results.Search.Steps.Where(step => step.Share < 1).Any(step => step.Trials.Contains(trial.Id)));
        Assert.Equal(results.Trials.Count, Directory.GetDirectories(Path.Combine(bench.Output, "trials")).Length);
    }

    [Fact]
    public void Halving_over_seeds_runs_no_seed_twice()
    {
        using SweepBench bench = new();
        int started = 0;
        bench.ReducerStarted = _ => Interlocked.Increment(ref started);
        SweepResults results = bench.Run(bench.Load(Sweep, "seeds=4", "search={strategy: halving, resource: seeds, trials: 9, eta: 2, rungs: 3}"));

        Assert.Equal([0.25, 0.5, 1], results.Search!.Steps.Select(step => step.Share).Distinct().Order());
        Assert.Equal(started, results.Trials.Count(trial => trial.Reducer == "fake"));
        Assert.Equal(results.Trials.Count, results.Trials.Select(trial => trial.Id).Distinct().Count());
    }

    [Fact]
    public void The_resolved_configuration_searches_the_same_space()
    {
        using SweepBench bench = new();
        SweepResults first = bench.Run(bench.Load(Sweep));
        SweepResults again = bench.Run(bench.Load(File.ReadAllText(bench.Paths.ConfigYaml)));

        Assert.Equal(Steps(first), Steps(again));
        Assert.DoesNotContain(bench.Events, e => e.Event == StageEvent.Started);
    }

    [Fact]
    public void The_best_setting_is_a_sweep_of_its_own_that_scores_the_same()
    {
        using SweepBench bench = new();
        SweepResults searched = bench.Run(bench.Load(Sweep));
        SearchStep best = searched.Search!.Steps.MaxBy(step => step.Scores[0])!;
        SweepPlan plan = SweepLoader.Load(bench.Paths.BestYaml, [], bench.Catalog, new DataContext { CacheDirectory = bench.Cache });
        SweepResults again = bench.Run(plan, output: Path.Combine(bench.Root, "best"));

        Assert.Matches(@"^# The best of the settings that the search of search tried: trustworthiness@5 0\.\d+\nname: search-best\n",
            File.ReadAllText(bench.Paths.BestYaml));
        Assert.Null(again.Search);
        Assert.Equal(best.Trials, again.Trials.Select(trial => trial.Id));
        Assert.Equal(best.Scores[0]!.Value, again.Trials.Average(trial => trial.Metrics["trustworthiness@5"]!.Value), 12);
        Assert.DoesNotContain(bench.Events, e => e.Event == StageEvent.Started && e.Stage == StageNames.Embedding);
        Assert.Contains("best.yaml", File.ReadAllText(Path.Combine(bench.Output, "files.sha256")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_keeps_the_best_setting_of_its_own_search_alone()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(Sweep));
        bench.Run(bench.Load(SweepBench.Small));
        Assert.False(File.Exists(bench.Paths.BestYaml));

        File.WriteAllText(bench.Paths.BestYaml, "mine");
        bench.Run(bench.Load(SweepBench.Small));
        Assert.Contains("best.yaml': not written by this program here",
            Assert.Throws<SweepException>(() => bench.Run(bench.Load(Sweep))).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(bench.Paths.BestYaml));
    }

    [Fact]
    public void Relative_paths_of_what_a_sweep_wrote_begin_where_its_own_file_was()
    {
        using SweepBench bench = new();
        File.WriteAllText(Path.Combine(bench.Root, "rows.csv"),
            string.Join('\n', Enumerable.Range(0, 60).Select(i => $"{i % 7},{i * i % 11},{i % 3}").Prepend("a,b,c")));
        bench.Run(bench.Load(Sweep, "datasets=[{kind: table, file: rows.csv}]"));
        foreach (string file in new[] { bench.Paths.BestYaml, bench.Paths.ConfigYaml })
        {
            SweepPlan plan = SweepLoader.Load(file, [], bench.Catalog, new DataContext { CacheDirectory = bench.Cache });
            Assert.Equal(bench.Root, bench.Run(plan, output: Path.Combine(bench.Root, "again")).FileDirectory);
        }
    }

    [Fact]
    public void What_was_searched_is_told_with_its_ranges_and_repeated_proposals()
    {
        using SweepBench bench = new();
        SearchResult search = bench.Run(bench.Load(Sweep,
            "reducers=[{kind: fake, perplexity: {low: 1, high: 9, scale: log}, n_neighbors: [2, 3]}]",
            "search={strategy: random, trials: 6, objective: trustworthiness@5}")).Search!;
        Assert.Equal([new SearchedRange("fake", "perplexity", 1, 9, true)], search.Ranges);
        SearchResult few = bench.Run(bench.Load(Sweep, "reducers=[{kind: fake, n_neighbors: [2, 3]}]",
            "search={strategy: random, trials: 6, objective: trustworthiness@5}")).Search!;
        Assert.Equal(2, few.Steps.Count);
        Assert.InRange(few.Repeated!.Value, 500, 1500);
        Assert.Equal(few.Repeated, ResultsFile.Read(bench.Paths).Search!.Repeated);
    }

    private static IEnumerable<string> Steps(SweepResults results) =>
        results.Search!.Steps.Select(step => $"{step.Number} {step.Wave} {step.Reducer} {string.Join(',', step.Varied)} {step.Scores[0]:R}");
}
