using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>Writes a sweep's results in a form; returns what was written, in words.</summary>
/// <param name="paths">The sweep's folder.</param>
/// <param name="results">The results of the sweep.</param>
/// <param name="output">The file or folder to write.</param>
/// <param name="pictures">Draws the picture of a trial, by its id, as PNG: null for one that cannot be drawn, and where nobody draws.</param>
public delegate string ResultsWriter(SweepPaths paths, SweepResults results, string output, Func<string, byte[]?>? pictures = null);

/// <summary>A form in which results travel to another program.</summary>
/// <param name="Name">The word that users type.</param>
/// <param name="Description">The programs that read the form.</param>
/// <param name="DefaultName">The file or folder, in the sweep's folder, that is written when no other is given.</param>
/// <param name="Write">Writes a sweep's results to a file or folder.</param>
public sealed record ResultsExport(string Name, string Description, string DefaultName, ResultsWriter Write)
{
    /// <summary>Every form. A new one is one file and one line here.</summary>
    public static IReadOnlyList<ResultsExport> All { get; } =
    [
        new("sqlite", "one SQLite file with tables to query", "results.db",
            (paths, results, file, _) => SqliteExport.Write(paths, results, file)),
        new("parquet", "typed tables for pandas, R or DuckDB, a file each; NAME.parquet gets the trials alone", ParquetExport.UsualName,
            (paths, results, output, _) => ParquetExport.Write(paths, results, output)),
        new("mlflow", "MLflow's tracking folder, with pictures and report: mlflow ui --backend-store-uri DIR", "mlruns",
            (paths, results, folder, pictures) => MlflowExport.Write(paths, results, folder, pictures ?? (_ => null))),
        new("projector", "TensorBoard's Embedding Projector (--logdir DIR), and the one in browsers", ProjectorExport.UsualName,
            (paths, results, folder, _) => ProjectorExport.Write(paths, results, folder)),
    ];
}
