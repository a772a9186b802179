using System.Text.Json.Serialization;

namespace Experiments.Results.Records;

/// <summary>The way in which settings were searched for, and everything that was tried, in order.</summary>
public sealed record SearchResult
{
    /// <summary>The strategy's word: tpe, random, …</summary>
    public required string Strategy { get; init; }

    /// <summary>Columns of scores that were made best.</summary>
    public required IReadOnlyList<MetricColumn> Objectives { get; init; }

    /// <summary>Settings that were to be tried.</summary>
    public required int Budget { get; init; }

    /// <summary>The seed of the search.</summary>
    public required long Seed { get; init; }

    /// <summary>The resource that grew from rung to rung: samples or seeds; null where every setting had everything.</summary>
    public string? Resource { get; init; }

    /// <summary>Proposals that repeated an earlier setting, and were drawn anew; null in results that do not say.</summary>
    public int? Repeated { get; init; }

    /// <summary>The ranges that settings were taken from; empty in results that do not say.</summary>
    public IReadOnlyList<SearchedRange> Ranges { get; init; } = [];

    /// <summary>The settings that were tried, in order.</summary>
    public required IReadOnlyList<SearchStep> Steps { get; init; }

    /// <summary>The best setting by the first objective; null where none that had everything has a score.</summary>
    [JsonIgnore]
    public SearchStep? Best => Ranked(0) is [SearchStep best, ..] ? best : null;

    /// <summary>The settings that had everything and have a score in an objective, the best first; equals in the order tried.</summary>
    internal IReadOnlyList<SearchStep> Ranked(int objective)
    {
        IEnumerable<SearchStep> finished = Steps.Where(step => step.Share == 1 && step.Scores[objective] is not null);
        return Objectives[objective].HigherIsBetter
            ? [.. finished.OrderByDescending(step => step.Scores[objective])]
            : [.. finished.OrderBy(step => step.Scores[objective])];
    }
}

/// <summary>A range of numbers that a search took a reducer's setting from, both ends included.</summary>
public sealed record SearchedRange(string Reducer, string Setting, double Low, double High, bool IsLog);

/// <summary>One setting that was tried.</summary>
public sealed record SearchStep
{
    /// <summary>The place of the step in the order of asking, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The wave it belonged to: settings of one wave were chosen without knowing each other's scores.</summary>
    public required int Wave { get; init; }

    /// <summary>The share of samples or seeds that it had.</summary>
    public required double Share { get; init; }

    /// <summary>The kind of the reducer.</summary>
    public required string Reducer { get; init; }

    /// <summary>Reducer's name for people.</summary>
    public required string ReducerTitle { get; init; }

    /// <summary>The settings that the search varies.</summary>
    public required IReadOnlyDictionary<string, object?> Varied { get; init; }

    /// <summary>Mean scores over its trials, one an objective; null where one has none.</summary>
    public required IReadOnlyList<double?> Scores { get; init; }

    /// <summary>The ids of the step's trials.</summary>
    public required IReadOnlyList<string> Trials { get; init; }

    /// <summary>The reason why a trial failed; null where none did.</summary>
    public string? Reason { get; init; }
}
