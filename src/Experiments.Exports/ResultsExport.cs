using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>A form in which results travel to another program.</summary>
/// <param name="Name">The word that users type.</param>
/// <param name="Description">The programs that read the form.</param>
/// <param name="DefaultName">The file or folder, in the sweep's folder, that is written when no other is given.</param>
/// <param name="Write">Writes a sweep's results to a file or folder; returns what was written, in words.</param>
public sealed record ResultsExport(string Name, string Description, string DefaultName, Func<SweepPaths, SweepResults, string, string> Write)
{
    /// <summary>Every form. A new one is one file and one line here.</summary>
    public static IReadOnlyList<ResultsExport> All { get; } =
    [
        new("sqlite", "one SQLite file with tables to query", "results.db", SqliteExport.Write),
        new("parquet", "typed tables for pandas, R or DuckDB, a file each; NAME.parquet gets the trials alone", ParquetExport.UsualName,
            ParquetExport.Write),
        new("mlflow", "MLflow's tracking folder: mlflow ui --backend-store-uri DIR", "mlruns",
            (_, results, folder) => MlflowExport.Write(results, folder)),
        new("projector", "TensorBoard's Embedding Projector (--logdir DIR), and the one in browsers", ProjectorExport.UsualName,
            ProjectorExport.Write),
    ];
}
