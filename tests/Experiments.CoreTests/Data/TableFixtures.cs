using Experiments.Data;
using Experiments.Data.Registry;
using Experiments.Data.Tabular;

namespace Experiments.Tests.Data;

/// <summary>The table that pandas, parquet-wasm and DuckDB wrote (Fixtures/tables): nine rows of four numbers and a word.</summary>
internal static class TableFixtures
{
    public static IReadOnlyList<string> Names { get; } = ["length", "width", "count", "flag"];

    public static IReadOnlyList<string> Species { get; } = ["ant", "bee", "cow"];

    /// <summary>Its features, row after row.</summary>
    public static float[] Values { get; } =
        [.. Enumerable.Range(0, 9).SelectMany(i => new[] { 1 + (i / 4f), (i * i / 8f) - 3, 10 * i, i % 2 == 0 ? 1 : 0 })];

    public static string At(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "tables", name);

    public static IDataset Open(TableOptions options) =>
        StandardDatasets.Create().Find("table")!.Open(options, DataFixtures.Offline(At(string.Empty)));

    public static string Fault(TableOptions options) => Assert.Throws<DataException>(() => Open(options)).Message;

    public static SampleSet All(IDataset dataset) =>
        dataset.Read("all", [.. Enumerable.Range(0, dataset.Info.Splits["all"])], CancellationToken.None);
}
