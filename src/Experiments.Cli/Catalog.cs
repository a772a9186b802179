using Experiments.Data;
using Experiments.Data.Registry;
using Experiments.Networks.Autoencoding;
using Experiments.Networks.Models;
using Experiments.Onnx.Models;
using Experiments.Onnx.Pretrained;
using Experiments.Reduction;
using Experiments.Reports.SweepReport;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;

namespace Experiments.Cli;

/// <summary>Everything the program offers, composed in one place.</summary>
internal static class Catalog
{
    /// <summary>The reducers that the program offers, by kind.</summary>
    public static ReducerRegistry Reducers { get; } = StandardReducers.Create().AddNetworkReducers();

    /// <summary>The kinds of datasets that the program offers.</summary>
    public static DatasetRegistry Datasets { get; } = StandardDatasets.Create();

    /// <summary>The kinds of models that the program offers.</summary>
    public static IReadOnlyList<IModelKind> Models { get; } =
        [new PixelsModelKind(), new CnnModelKind(), new OnnxModelKind(), .. PretrainedModelKind.All];

    /// <summary>The names that a sweep file may use.</summary>
    public static SweepCatalog Sweeps { get; } = new(Datasets, Models, Reducers, StandardMetrics.Create()) { Pages = ReportRenderer.PageTitles };
}
