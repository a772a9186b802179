using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Reduction;

namespace Experiments.Data.Texts;

/// <summary>Settings of texts in files.</summary>
public sealed record TextOptions : DatasetOptions
{
    /// <summary>The most words that are features unless told otherwise.</summary>
    public const int UsualWords = 2000;

    /// <summary>Starts with the only split there is.</summary>
    public TextOptions() => Split = FeatureDataset.OnlySplit;

    /// <summary>The file or folder.</summary>
    [Option("texts: a .csv, .tsv or .parquet table with a column of them, a .txt file with one a line, or a folder of files (class/file, or files "
        + "alone)")]
    public string Path { get; init; } = string.Empty;

    /// <summary>The column of texts.</summary>
    [Option("column of a table that holds the texts: its name, or its place from 0; auto: the only column of texts beside label and id")]
    public string? Text { get; init; }

    /// <summary>The column of labels.</summary>
    [Option("column of a table that holds the class: its name, or its place from 0", NullMeans = "none")]
    public string? Label { get; init; }

    /// <summary>The kind of the labels, classes or values.</summary>
    [Option("whether labels are classes or values of a quantity; auto: values where they are more than 100 different numbers (20, where some have "
        + "fractions)")]
    public LabelKind LabelKind { get; init; }

    /// <summary>The column of names.</summary>
    [Option("column of a table that holds what each text is called in results: its name, or its place from 0", NullMeans = "row_number")]
    public string? Id { get; init; }

    /// <summary>The most words that are features.</summary>
    [Option("words that are features of the raw texts (tf-idf), the most frequent of all", Minimum = 2, Maximum = 100_000)]
    public int MaxWords { get; init; } = UsualWords;
}
