using Experiments.Results.Records;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Searching;

namespace Experiments.Sweeps.Running;

/// <summary>
/// Runs a search: waves of trials, each chosen from the scores of those before. A trial runs once, with one exception: one that an earlier rung ran
/// outside the results is run again, from the cache, when a later rung makes it a row of the results.
/// </summary>
/// <param name="plan">The plan of the sweep, which searches.</param>
/// <param name="ledger">The ledger that notes the steps.</param>
/// <param name="memory">The memory that is told which layers a wave needs.</param>
/// <param name="run">Runs a trial in its order; the last argument is true when the trial is a row of the results.</param>
internal sealed class SearchRun(SweepPlan plan, SweepLedger ledger, SearchMemory memory, Func<Trial, int, bool, Task<TrialResult>> run)
{
    private readonly SearchPlan search = plan.Search!;
    private readonly Dictionary<string, Task<TrialResult>> running = [];
    private readonly HashSet<string> rows = [];

    /// <summary>Runs until the search has nothing more to ask.</summary>
    public async Task Run()
    {
        ISearch choosing = Searches.Create(search.Space, search.Config, search.Rungs.Count);
        IReadOnlyList<Outcome> last = [];
        int number = 0;
        for (int wave = 0; choosing.Next(last) is { Count: > 0 } asked; wave++)
        {
            ledger.NoteRepeated(choosing.Repeated);
            (Asked Asked, IReadOnlyList<Trial> Trials)[] trials = [.. asked.Select(one => (one, search.Trials(one)))];
            memory.Turn(trials.SelectMany(one => one.Trials).Select(trial => trial.Layer));
            foreach ((Asked one, IReadOnlyList<Trial> its) in trials)
            {
                Start(its, one.Rung == search.Rungs.Count - 1 || search.Config.Resource == SearchResource.Seeds);
            }

            int first = number;
            number += trials.Length;
            last = [.. await Task.WhenAll(trials.Select((one, i) => Judge(one.Asked, one.Trials, wave, first + i))).ConfigureAwait(false)];
        }

        ledger.NoteRepeated(choosing.Repeated);
        memory.Turn([]);
    }

    private void Start(IReadOnlyList<Trial> trials, bool areRows)
    {
        Trial[] due = [.. trials.Where(trial => areRows ? rows.Add(trial.Id) : !running.ContainsKey(trial.Id))];
        ledger.Add(due.Where(_ => areRows));
        foreach (Trial trial in due)
        {
            running[trial.Id] = run(trial, plan.AllLayers.Count + running.Count, areRows);
        }
    }

    /// <summary>Waits for a setting's trials, notes them and gives their mean scores.</summary>
    private async Task<Outcome> Judge(Asked asked, IReadOnlyList<Trial> trials, int wave, int number)
    {
        TrialResult[] results = await Task.WhenAll(trials.Select(trial => running[trial.Id])).ConfigureAwait(false);
        double?[] means = [.. search.Config.Objectives.Select(objective => Mean(results, objective.Name))];
        ledger.Note(new SearchStep
        {
            Number = number,
            Wave = wave,
            Share = search.Rungs[asked.Rung].Share,
            Reducer = asked.Proposal.Choice.Descriptor.Kind,
            ReducerTitle = asked.Proposal.Choice.Descriptor.Title,
            Varied = asked.Proposal.Choice.Varied,
            Scores = means,
            Trials = [.. trials.Select(trial => trial.Id)],
            Reason = results.FirstOrDefault(result => result.Reason is not null)?.Reason,
        });
        return new Outcome(asked.Proposal, means.Any(mean => mean is null)
            ? null
            : [.. means.Zip(search.Config.Objectives, (mean, objective) => objective.HigherIsBetter ? mean!.Value : -mean!.Value)]);
    }

    /// <summary>The mean over trials; null where one has no such score.</summary>
    private static double? Mean(TrialResult[] results, string column)
    {
        double?[] scores = [.. results.Select(result => result.Metrics.GetValueOrDefault(column))];
        return scores.Any(score => score is null) ? null : scores.Average();
    }
}
