using System.Globalization;
using System.Runtime.InteropServices;
using Experiments.Data;
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

    /// <summary>A model is trained, or needs no training.</summary>
    public void Note(ModelPlan model, Artifact? trained)
    {
        TrainingReport? report = trained?.Record<TrainingReport>(TrainStage.Report);
        ModelResult result = Model(model, trained is null ? null : TrialStatus.Done, null) with
        {
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
            models[model] = Model(model, TrialStatus.Failed, reason);
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

    /// <summary>Everything so far; trials without a result are "pending".</summary>
    public SweepResults Snapshot(bool finished)
    {
        lock (gate)
        {
            return new SweepResults
            {
                Name = plan.Name,
                Started = started,
                Finished = finished ? Now() : string.Empty,
                FileDirectory = Path.GetDirectoryName(Path.GetFullPath(plan.Config.Place.File)),
                Environment = EnvironmentFacts(),
                Neighborhoods = plan.Config.Neighbors,
                Metrics = columns,
                Report = plan.Config.Report,
                Datasets = [.. plan.Datasets.Select(Dataset)],
                Models = [.. plan.Models.Select(model => models.GetValueOrDefault(model) ?? Model(model, model.Model.NeedsTraining ? TrialStatus.Pending : null, null))],
                Layers = [.. plan.Layers.Select(Layer)],
                Search = Search(),
                Trials = [.. rows.Select(trial => trials.GetValueOrDefault(trial) ?? TrialResults.Pending(trial))],
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
        Steps = [.. steps.OrderBy(step => step.Number)],
    };

    private DatasetResult Dataset(DatasetPlan dataset)
    {
        DatasetInfo info = dataset.Info;
        string title = dataset.Name == info.Kind ? info.Title : dataset.Name;
        return new DatasetResult(
            dataset.Id, info.Kind, dataset.Name, title, dataset.Split, dataset.Samples, dataset.DataSeed, info.Features, info.Shape,
            info.ClassNames, info.Source, info.Fingerprint, info.License, info.Citation)
        {
            Notes = DatasetNotes.Of(dataset, plan.Models),
            LeftOut = info.LeftOut,
        };
    }

    private static ModelResult Model(ModelPlan model, TrialStatus? status, string? reason) =>
        new(model.Id, model.Dataset.Id, model.Entry.Name, model.Entry.Kind, model.TrainSeed, status, reason, null, null, null, 0, null)
        {
            Parameters = model.Varied,
            Reference = model.Model.Reference,
        };

    private static LayerResult Layer(LayerPlan layer) => new(
        layer.Id, layer.Model.Id, layer.Dataset.Id, layer.Shape.Name, OptionSchema.SnakeCase(layer.Pooling.ToString()),
        layer.Shape.Dimensions, layer.Features, layer.Dataset.Samples)
    {
        FeatureNames = layer.Shape.Name == LayerResult.InputName ? layer.Dataset.Info.FeatureNames : [],
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
        foreach ((string name, string value) in options.Environment)
        {
            facts[name] = value;
        }

        return facts;
    }

    private static string Now() => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
