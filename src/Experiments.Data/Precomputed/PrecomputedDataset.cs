using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Sources;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Data.Precomputed;

/// <summary>Settings of a matrix made elsewhere.</summary>
public sealed record PrecomputedOptions : DatasetOptions
{
    /// <summary>Starts with the only split there is.</summary>
    public PrecomputedOptions() => Split = FeatureDataset.OnlySplit;

    /// <summary>The file that holds the matrix.</summary>
    [Option("matrix, a sample a row: .npy, .npz (or .npz:array), .parquet, .csv or .tsv")]
    public string Features { get; init; } = string.Empty;

    /// <summary>The part of a text file's first line: it names the columns, or does not, or its cells decide.</summary>
    [Option("whether the first line of a text file names the columns")]
    public TableHeader Header { get; init; }

    /// <summary>The mark before a number's fraction in a text file.</summary>
    [Option("what stands before a number's fraction in a text file, point or comma; the other may group thousands")]
    public DecimalMark DecimalMark { get; init; }

    /// <summary>The file that holds the labels; null for none.</summary>
    [Option("labels, one a sample: .npy or .npz:array of numbers or text, .parquet:column, .csv:column, or text", NullMeans = "none")]
    public string? Labels { get; init; }

    /// <summary>The kind of the labels, classes or values.</summary>
    [Option("whether labels are classes or values of a quantity; auto: values where they are more than 100 different numbers (20, where some have "
        + "fractions)")]
    public LabelKind LabelKind { get; init; }

    /// <summary>The images behind it.</summary>
    [Option("images the rows belong to: .npy or .npz:array of uint8 (n x h x w or n x h x w x channels), or IDX", NullMeans = "none")]
    public string? Images { get; init; }

    /// <summary>The fate of rows that are not finite.</summary>
    [Option("what becomes of rows with a NaN or infinite value; mean or median of its column fills a NaN")]
    public NonFiniteRows NonFinite { get; init; }

    /// <summary>The way in which features are made comparable.</summary>
    [Option("how features are scaled: none, or standard: each to mean 0 and standard deviation 1 over all rows")]
    public FeatureScale Scale { get; init; }
}

/// <summary>Opens features computed elsewhere, with optional labels and the images they belong to; one split, "all".</summary>
internal static class PrecomputedDataset
{
    /// <summary>Raised when the same files would give other samples.</summary>
    public const int Version = 2;

    /// <summary>Reads the files that the settings name.</summary>
    /// <exception cref="DataException">A file is missing or malformed, a feature is not finite, or counts differ.</exception>
    public static FeatureDataset Open(PrecomputedOptions options, DataContext context)
    {
        if (options.Features.Length == 0)
        {
            throw new DataException("precomputed: no features given; say features: FILE.npy (or .csv), a sample a row.");
        }

        FilePart file = context.ResolvePart(options.Features);
        FilePart? labels = options.Labels is null ? null : context.ResolvePart(options.Labels);
        FilePart? images = options.Images is null ? null : context.ResolvePart(options.Images);
        using ITableFile table = TableFile.Open(file, new TextReading(options.Header, options.DecimalMark));
        NumberTable features = table.Read(TableSelection.Everything(table)).Features;
        FeatureRows rows = new(
            features,
            labels is null ? null : LabelFile.ReadTexts(labels, features.Rows),
            images is null ? null : ImageRows.Read(images, features.Rows),
            [.. TableSelection.Everything(table).Features.Select(column => table.Columns[column])]);
        int filled = MissingValues.Fill(features, options.NonFinite, file.ToString(), rows.Names);
        (FeatureRows kept, int dropped) = rows.Finite(options.NonFinite, file.ToString());
        (Matrix scaled, ColumnScale[]? scales) = options.Scale.Apply(kept.Features, (row, column, problem) =>
            TableFile.Fault(file.ToString(), rows.Names, row, column, problem));
        LabelSet? known = kept.Labels is null ? null : LabelTexts.Set(kept.Labels, options.LabelKind, labels!.ToString());
        return FeatureDataset.Of(kept, scaled, known, new DatasetInfo
        {
            Kind = "precomputed",
            Title = Path.GetFileNameWithoutExtension(file.Path),
            Features = 0,
            Encoding = new RowEncoding { Features = scaled.Columns, Names = rows.KnownNames, Scales = scales },
            ClassNames = [],
            Splits = new Dictionary<string, int>(),
            Source = FeatureRows.Source([file, labels, images], [.. table.Notes, .. MissingValues.Note(filled, options.NonFinite)], dropped,
                features.Rows, scaled, known),
            Fingerprint = ContentHash.Of(string.Join('\n', file.Fingerprint(), labels?.Fingerprint(), images?.Fingerprint())),
            License = Licenses.Own,
            Citation = "not stated",
        });
    }
}
