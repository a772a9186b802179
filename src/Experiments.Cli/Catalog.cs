using Experiments.Data;
using Experiments.Networks;
using Experiments.Onnx;
using Experiments.Reduction;
using Experiments.Reports;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Cli;

/// <summary>Everything the program offers, composed in one place.</summary>
internal static class Catalog
{
    /// <summary>Reducers by kind.</summary>
    public static ReducerRegistry Reducers { get; } = StandardReducers.Create().AddNetworkReducers();

    /// <summary>Dataset kinds.</summary>
    public static DatasetRegistry Datasets { get; } = StandardDatasets.Create();

    /// <summary>Model kinds.</summary>
    public static IReadOnlyList<IModelKind> Models { get; } = [new PixelsModelKind(), new CnnModelKind(), new OnnxModelKind()];

    /// <summary>What a sweep file may name.</summary>
    public static SweepCatalog Sweeps { get; } = new(Datasets, Models, Reducers, StandardMetrics.All) { Pages = ReportRenderer.PageTitles };
}
