using Experiments.Data;
using Experiments.Reduction;
using Experiments.Sweeps.Models;

namespace Experiments.Sweeps.Configuration;

/// <summary>Everything a sweep may name: filled once by the program, read by the loader.</summary>
/// <param name="Datasets">The kinds of datasets.</param>
/// <param name="Models">Model kinds; one of them is "pixels".</param>
/// <param name="Reducers">The reducers by kind.</param>
/// <param name="Metrics">Metrics, in the order of their columns.</param>
public sealed record SweepCatalog(
    DatasetRegistry Datasets, IReadOnlyList<IModelKind> Models, ReducerRegistry Reducers, MetricRegistry Metrics)
{
    /// <summary>Titles of the report's pages, to check report.pages against; empty to take any.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];

    /// <summary>The kind of model of that name, written in any case, or null.</summary>
    public IModelKind? FindModel(string kind) => Models.FirstOrDefault(known => known.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase));
}
