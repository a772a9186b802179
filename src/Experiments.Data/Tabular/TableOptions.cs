using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Data.Tabular;

/// <summary>Settings of a table in one file.</summary>
public sealed record TableOptions : DatasetOptions
{
    /// <summary>Starts with the only split there is.</summary>
    public TableOptions() => Split = FeatureDataset.OnlySplit;

    /// <summary>The file that holds the table.</summary>
    [Option("table, a sample a row: .csv, .tsv, .npy, .npz or .parquet")]
    public string File { get; init; } = string.Empty;

    /// <summary>The column of labels.</summary>
    [Option("column that holds the class: its name, or its place from 0", NullMeans = "none")]
    public string? Label { get; init; }

    /// <summary>The kind of the labels, classes or values.</summary>
    [Option("whether labels are classes or values of a quantity; auto: values where they are more than 100 different numbers (20, where some have "
        + "fractions)")]
    public LabelKind LabelKind { get; init; }

    /// <summary>The column of names.</summary>
    [Option("column that holds what each row is called in results, and is no feature: its name, or its place from 0", NullMeans = "row_number")]
    public string? Id { get; init; }

    /// <summary>The columns that are features.</summary>
    [Option("columns that are features, separated by commas: names, or places from 0", NullMeans = "all_others")]
    public string? Columns { get; init; }

    /// <summary>Columns that are not.</summary>
    [Option("columns that are left out, separated by commas: names, or places from 0", NullMeans = "none")]
    public string? Ignore { get; init; }

    /// <summary>The part of a text file's first line: it names the columns, or does not, or its cells decide.</summary>
    [Option("whether the first line of a text file names the columns")]
    public TableHeader Header { get; init; }

    /// <summary>The mark before a number's fraction in a text file.</summary>
    [Option("what stands before a number's fraction in a text file, point or comma; the other may group thousands")]
    public DecimalMark DecimalMark { get; init; }

    /// <summary>The fate of features that are texts.</summary>
    [Option("what becomes of features that are texts: refuse, one_hot (a column of 0 and 1 for each text) or ordinal (its place in order)")]
    public CategoryEncoding Categories { get; init; }

    /// <summary>The array of an NPZ.</summary>
    [Option("array of an .npz file that holds the features", NullMeans = "the_only_one")]
    public string? Array { get; init; }

    /// <summary>The array of labels of an NPZ.</summary>
    [Option("array of an .npz file that holds the labels", NullMeans = "none")]
    public string? LabelsArray { get; init; }

    /// <summary>The images behind the rows.</summary>
    [Option("images the rows belong to: .npy or .npz:array of uint8 (n x h x w or n x h x w x channels), or IDX", NullMeans = "none")]
    public string? Images { get; init; }

    /// <summary>The fate of rows with missing values.</summary>
    [Option("what becomes of rows with a missing, NaN or infinite value; mean or median of its column fills a missing one")]
    public NonFiniteRows NonFinite { get; init; }

    /// <summary>The way in which features are made comparable.</summary>
    [Option("how features are scaled: none, or standard: each to mean 0 and standard deviation 1 over all rows")]
    public FeatureScale Scale { get; init; }
}
