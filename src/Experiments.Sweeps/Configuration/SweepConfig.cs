using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Configuration;

/// <summary>A sweep file as understood: every section read, every default filled in, nothing yet compared with data.</summary>
internal sealed record SweepConfig
{
    /// <summary>The sweep's name, a folder name.</summary>
    public required string Name { get; init; }

    /// <summary>Seeds of the three kinds of randomness; they multiply.</summary>
    public required SeedConfig Seeds { get; init; }

    /// <summary>Neighbourhood sizes for the metrics, as written.</summary>
    public required IReadOnlyList<int> Neighbors { get; init; }

    /// <summary>Metrics to compute, in the catalogue's order.</summary>
    public required IReadOnlyList<IEmbeddingMetric> Metrics { get; init; }

    /// <summary>The time that the stages which a trial has alone may take together; null for any time. The limit is no part of keys.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The settings of the report.</summary>
    public required ReportOptions Report { get; init; }

    /// <summary>The samples that the report is to follow, with their places in the file.</summary>
    public IReadOnlyList<SamplePick> Picks { get; init; } = [];

    public required IReadOnlyList<DatasetEntry> Datasets { get; init; }

    public required IReadOnlyList<ModelEntry> Models { get; init; }

    /// <summary>True when every model could be read: without one of them nobody knows which layers there are.</summary>
    public required bool ModelsAreComplete { get; init; }

    /// <summary>Empty when left out.</summary>
    public required IReadOnlyList<LayerEntry> Layers { get; init; }

    public required IReadOnlyList<ReducerEntry> Reducers { get; init; }

    /// <summary>The way in which the reducers' settings are chosen.</summary>
    public required SearchConfig Search { get; init; }

    /// <summary>How stages are handed to a cluster; null where the file does not say.</summary>
    public ClusterConfig? Cluster { get; init; }

    /// <summary>Every setting that the file leaves out.</summary>
    public IReadOnlyList<DefaultSection> Defaults { get; init; } = [];

    /// <summary>The folder at which relative paths begin; null where the file has none.</summary>
    public string? FileDirectory { get; init; }

    /// <summary>The place where the file begins, for complaints about something that is missing.</summary>
    public required ConfigPlace Place { get; init; }
}

/// <summary>Seeds that sample the data, train the models and drive the reducers.</summary>
internal sealed record SeedConfig(IReadOnlyList<long> Data, IReadOnlyList<long> Train, IReadOnlyList<long> Reduce);

/// <summary>One entry of <c>report: {samples: …}</c>.</summary>
internal sealed record SamplePick(int Sample, ConfigPlace Place);

/// <summary>One entry of <c>datasets:</c>.</summary>
internal sealed record DatasetEntry(DatasetDescriptor Descriptor, OptionGrid Options);

/// <summary>One entry of <c>models:</c>, or one combination of an entry whose settings are lists.</summary>
internal sealed record ModelEntry(string Name, string Kind, IModel Model, ConfigPlace Place);

/// <summary>One entry of <c>layers:</c> with its poolings.</summary>
internal sealed record LayerEntry(OptionGrid Options);

/// <summary>One entry of <c>reducers:</c>.</summary>
internal sealed record ReducerEntry(ReducerDescriptor Descriptor, OptionGrid Options);

/// <summary>Settings of a layer.</summary>
internal sealed record LayerOptions
{
    /// <summary>A name the model gives one of its layers.</summary>
    [Option("name of a layer of the model")]
    public string Name { get; init; } = string.Empty;

    /// <summary>The treatment of a layer's spatial extent.</summary>
    [Option("average over space, or none")]
    public Pooling Pool { get; init; }
}
