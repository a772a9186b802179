using Experiments.Data;
using Experiments.Data.Sampling;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;

namespace Experiments.Sweeps.Planning;

/// <summary>A checked sweep: every trial it will run, ordered so that trials which share stages stand together.</summary>
public sealed class SweepPlan
{
    internal SweepPlan(SweepConfig config, IReadOnlyList<LayerPlan> layers, IReadOnlyList<Trial> trials, IReadOnlyList<string> warnings)
    {
        Config = config;
        Layers = layers;
        Trials = trials;
        Warnings = warnings;
    }

    internal SweepPlan(SweepConfig config, IReadOnlyList<LayerPlan> layers, SearchPlan search, IReadOnlyList<string> warnings)
        : this(config, layers, (IReadOnlyList<Trial>)[], warnings) => Search = search;

    /// <summary>The sweep's name, fit to be a folder's.</summary>
    public string Name => Config.Name;

    /// <summary>The number of distinct trials; of a search, as many as it may come to.</summary>
    public int TrialCount => Search?.MostTrials ?? Trials.Count;

    /// <summary>Warnings that a user should read before running: wide layers, models without a layer.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Every setting that the file leaves out, section by section: value and meaning.</summary>
    public string DescribeDefaults() => DefaultsDescription.Write(Config.Defaults);

    /// <summary>Fetches what its models are made of and is not on this machine yet, as published weights are.</summary>
    /// <exception cref="MendableException">Something can be had nowhere; the message says what, and where it may be put.</exception>
    public void FetchModels()
    {
        foreach (ModelPlan model in Models.DistinctBy(model => model.Entry))
        {
            try
            {
                model.Model.Fetch();
            }
            catch (MendableException fault)
            {
                throw new SweepException($"model '{model.Entry.Name}': {fault.Message}", fault);
            }
        }
    }

    internal SweepConfig Config { get; }

    /// <summary>The search for settings; null where every combination is tried.</summary>
    internal SearchPlan? Search { get; }

    internal IReadOnlyList<DatasetPlan> Datasets => [.. Layers.Select(layer => layer.Model.Dataset).Distinct()];

    internal IReadOnlyList<ModelPlan> Models => [.. Layers.Select(layer => layer.Model).Distinct()];

    internal IReadOnlyList<LayerPlan> Layers { get; }

    /// <summary>The layers of the plan, with those that smaller rungs of a search use.</summary>
    internal IReadOnlyList<LayerPlan> AllLayers =>
        Search is null ? Layers : [.. Layers.Concat(Search.Rungs.SelectMany(rung => rung.Layers)).Distinct()];

    /// <summary>The trials; of a search none, since it chooses them while it runs.</summary>
    internal IReadOnlyList<Trial> Trials { get; }
}

/// <summary>A sampled dataset: which samples are embedded, which train.</summary>
internal sealed class DatasetPlan
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required IDataset Source { get; init; }

    /// <summary>The split that is embedded and scored.</summary>
    public required string Split { get; init; }

    /// <summary>The number of samples of that split.</summary>
    public required int Samples { get; init; }

    /// <summary>Samples of the training split; null for all.</summary>
    public required int? TrainSamples { get; init; }

    public required long DataSeed { get; init; }

    /// <summary>Identifies the source's content and how it is read, without the choice of samples.</summary>
    public required StageKey Content { get; init; }

    public DatasetInfo Info => Source.Info;

    /// <summary>Returns the places in a split of the samples that are drawn from it, stratified by class.</summary>
    public int[] Indices(string split, int count)
    {
        int total = Info.Splits[split];
        return count == total ? [.. Enumerable.Range(0, total)] : Subsample.Draw(Source.Labels(split), total, count, DataSeed);
    }

    /// <summary>Returns the plan of the dataset with a share of the samples.</summary>
    public DatasetPlan Smaller(double share)
    {
        int samples = RungPlanner.Samples(Samples, share);
        return samples == Samples ? this : new DatasetPlan
        {
            Id = Identifier.Of(Name, PlanKeys.Dataset(Content, Split, samples, TrainSamples, DataSeed)),
            Name = Name,
            Source = Source,
            Split = Split,
            Samples = samples,
            TrainSamples = TrainSamples,
            DataSeed = DataSeed,
            Content = Content,
        };
    }
}

/// <summary>A model on a dataset with a training seed.</summary>
internal sealed class ModelPlan
{
    public required string Id { get; init; }

    public required DatasetPlan Dataset { get; init; }

    public required ModelEntry Entry { get; init; }

    public required long TrainSeed { get; init; }

    /// <summary>The settings in which models of this name differ.</summary>
    public required IReadOnlyDictionary<string, object?> Varied { get; init; }

    public IModel Model => Entry.Model;
}

/// <summary>A layer of a model whose activations are reduced.</summary>
internal sealed class LayerPlan
{
    public required string Id { get; init; }

    public required ModelPlan Model { get; init; }

    public required LayerShape Shape { get; init; }

    public required Pooling Pooling { get; init; }

    /// <summary>Features of an activation after pooling.</summary>
    public required int Features { get; init; }

    public DatasetPlan Dataset => Model.Dataset;

    /// <summary>The layer's name, with its pooling: "conv1 (average)".</summary>
    public string Title => Pooling == Pooling.None ? Shape.Name : $"{Shape.Name} ({Pooling.ToString().ToLowerInvariant()})";
}

/// <summary>One trial: a layer, a reducer with its settings, a seed.</summary>
internal sealed class Trial
{
    public required string Id { get; init; }

    public required LayerPlan Layer { get; init; }

    public required ReducerChoice Reducer { get; init; }

    public required long Seed { get; init; }

    /// <summary>True when another seed would give the same picture.</summary>
    public bool IsDeterministic => !Reducer.Options.UsesSeed(Layer.Dataset.Samples);

    /// <summary>A reducer's trial on a layer.</summary>
    public static Trial Of(LayerPlan layer, ReducerChoice choice, long seed) =>
        new() { Id = PlanKeys.Trial(layer, choice, seed), Layer = layer, Reducer = choice, Seed = seed };
}
