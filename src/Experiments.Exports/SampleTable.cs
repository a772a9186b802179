using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>The samples of a sweep: which they are, what they are called, and their classes or values.</summary>
internal static class SampleTable
{
    /// <summary>The columns of the table.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["dataset_id", "sample", "split", "name", "label", "class", "value"];

    /// <summary>A row a sample.</summary>
    /// <exception cref="DataException">Names, labels or values do not describe the samples.</exception>
    public static ResultsTable Read(SweepPaths paths, SweepResults results) => new(Columns, [.. results.Datasets.SelectMany(dataset =>
        Rows(paths, dataset).Select(row => (object?[])[dataset.Id, row.Sample, row.Split, row.Name, row.Label, row.Class, row.Value]))]);

    /// <summary>The samples of a dataset, in the order of every embedding.</summary>
    /// <exception cref="DataException">Names, labels or values do not describe the samples.</exception>
    public static IEnumerable<Row> Rows(SweepPaths paths, DatasetResult dataset)
    {
        IReadOnlyList<string>? names = SampleNames.Read(paths, dataset);
        IReadOnlyList<string>? splits = SampleNames.ReadSplits(paths, dataset);
        int[]? labels = One(paths.Labels(dataset.Id), dataset, file => NpyFile.ReadInt32(file).Values);
        double[]? values = One(paths.Values(dataset.Id), dataset, file => NpyFile.ReadDouble(file).Values);
        return Enumerable.Range(0, dataset.Samples).Select(i => new Row(i, splits?[i] ?? dataset.Split)
        {
            Name = names?[i],
            Label = labels?[i] is int label and >= 0 ? label : null,
            Class = labels?[i] is int known and >= 0 ? known < dataset.ClassNames.Count ? dataset.ClassNames[known] : $"{known}" : null,
            Value = values?[i] is double value && double.IsFinite(value) ? value : null,
        });
    }

    /// <summary>An array with an entry a sample; null where the folder has none.</summary>
    private static T[]? One<T>(string file, DatasetResult dataset, Func<string, T[]> read)
    {
        T[]? all = File.Exists(file) ? read(file) : null;
        return all is null || all.Length == dataset.Samples
            ? all
            : throw new DataException($"{file}: {all.Length} entries, expected {dataset.Samples}.");
    }

    /// <summary>A sample of a dataset, as a row of the table.</summary>
    /// <param name="Sample">The sample's row in every embedding, from 0.</param>
    /// <param name="Split">The split it is from.</param>
    internal sealed record Row(int Sample, string Split)
    {
        /// <summary>The sample's name where it comes from; null where it has no name.</summary>
        public string? Name { get; init; }

        /// <summary>Index of its class; null where that is not known.</summary>
        public int? Label { get; init; }

        /// <summary>The name of the sample's class; null where it has none.</summary>
        public string? Class { get; init; }

        /// <summary>The value in a label's place; null where there is none.</summary>
        public double? Value { get; init; }
    }
}
