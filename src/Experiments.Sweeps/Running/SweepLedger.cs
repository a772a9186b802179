using System.Globalization;
using System.Runtime.InteropServices;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>Collects what came of models and trials, and writes it up as <see cref="SweepResults"/> at any time.</summary>
internal sealed class SweepLedger(SweepPlan plan, SweepRunOptions options)
{
    private readonly Lock gate = new();
    private readonly string started = Now();
    private readonly MetricColumn[] columns = SweepColumns.Of(plan.Config);
    private readonly Dictionary<ModelPlan, ModelResult> models = [];
    private readonly Dictionary<Trial, TrialResult> trials = [];
    private readonly List<SearchStep> steps = [];
    private readonly List<Trial> rows = [.. plan.Trials];
    private int repeated;
    private IReadOnlyList<Machine> machines = [];

    /// <summary>A model is trained, or needs no training.</summary>
    public void Note(ModelPlan model, Artifact? trained)
    {
        TrainingReport? report = trained?.Record<TrainingReport>(TrainStage.Report);
        ModelResult result = PlannedResults.Of(model) with
        {
            Status = trained is null ? null : TrialStatus.Done,
            TestAccuracy = report?.TestAccuracy,
            TestLoss = report?.TestLoss,
            ValidationData = report?.ValidationData,
            Seconds = trained?.Seconds ?? 0,
            Training = report,
        };
        lock (gate)
        {
            models[model] = result;
        }
    }

    /// <summary>A model could not be trained.</summary>
    public void Note(ModelPlan model, string reason)
    {
        lock (gate)
        {
            models[model] = PlannedResults.Of(model) with { Status = TrialStatus.Failed, Reason = reason };
        }
    }

    /// <summary>A trial ended; returns its result.</summary>
    public TrialResult Note(TrialOutcome outcome)
    {
        TrialResult result = TrialResults.Of(outcome, columns);
        lock (gate)
        {
            trials[outcome.Trial] = result;
        }

        return result;
    }

    /// <summary>A search came to these trials.</summary>
    public void Add(IEnumerable<Trial> more)
    {
        lock (gate)
        {
            rows.AddRange(more);
        }
    }

    /// <summary>The trials so far, by id.</summary>
    public IReadOnlyDictionary<string, Trial> Trials
    {
        get
        {
            lock (gate)
            {
                return rows.ToDictionary(trial => trial.Id);
            }
        }
    }

    /// <summary>A search tried a setting.</summary>
    public void Note(SearchStep step)
    {
        lock (gate)
        {
            steps.Add(step);
        }
    }

    /// <summary>A search drew so many proposals anew because they repeated earlier ones.</summary>
    public void NoteRepeated(int proposals)
    {
        lock (gate)
        {
            repeated = proposals;
        }
    }

    /// <summary>The stages were computed on these machines.</summary>
    public void Note(IReadOnlyList<Machine> computed)
    {
        lock (gate)
        {
            machines = computed;
        }
    }

    /// <summary>Everything so far; trials without a result are "pending".</summary>
    public SweepResults Snapshot(bool finished)
    {
        lock (gate)
        {
            SweepResults planned = PlannedResults.Of(plan);
            return planned with
            {
                Started = started,
                Finished = finished ? Now() : string.Empty,
                Environment = EnvironmentFacts(),
                Models = [.. plan.Models.Zip(planned.Models, (model, pending) => models.GetValueOrDefault(model) ?? pending)],
                Search = Search(),
                Trials = [.. rows.Select(trial => trials.GetValueOrDefault(trial) ?? PlannedResults.Of(trial))],
            };
        }
    }

    /// <summary>Steps in the order in which they were asked for, however their trials ended.</summary>
    private SearchResult? Search() => plan.Search?.Config is not { } search ? null : new SearchResult
    {
        Strategy = OptionSchema.SnakeCase(search.Strategy.ToString()),
        Objectives = [.. search.Objectives.Select(objective => columns.First(column => column.Name == objective.Name))],
        Budget = search.Trials,
        Seed = search.Seed,
        Resource = search.IsHalving ? OptionSchema.SnakeCase(search.Resource.ToString()) : null,
        Repeated = repeated,
        Ranges = [.. plan.Search.Space.Branches.SelectMany(branch => branch.Dimensions.Where(dimension => dimension.Range is not null)
            .Select(dimension => new SearchedRange(
                branch.Descriptor.Kind, dimension.Option.Name, dimension.Range!.Low, dimension.Range.High, dimension.Range.IsLog)))],
        Steps = [.. steps.OrderBy(step => step.Number)],
    };

    private Dictionary<string, string> EnvironmentFacts()
    {
        Dictionary<string, string> facts = new()
        {
            ["experiments"] = typeof(SweepLedger).Assembly.GetName().Version!.ToString(3),
            ["dotnet"] = RuntimeInformation.FrameworkDescription,
            ["os"] = RuntimeInformation.OSDescription,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["threads"] = options.Threads.ToString(CultureInfo.InvariantCulture),
            ["jobs"] = options.Jobs.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string name, string value) in options.Environment.Concat(MachineFacts.Of(machines)))
        {
            facts[name] = value;
        }

        return facts;
    }

    private static string Now() => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
