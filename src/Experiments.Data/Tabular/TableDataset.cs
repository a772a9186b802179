using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Data.Sources;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Data.Tabular;

/// <summary>Opens a table: one file of numbers with a column (or a second array) of labels; one split, "all".</summary>
internal static class TableDataset
{
    /// <summary>Raised when the same file would give other samples.</summary>
    public const int Version = 2;

    /// <summary>Reads the file that the settings name.</summary>
    /// <exception cref="DataException">The file is missing or malformed, a setting does not fit it, or a value is not finite.</exception>
    public static FeatureDataset Open(TableOptions options, DataContext context)
    {
        if (options.File.Length == 0)
        {
            throw new DataException("table: no file given; say file: FILE.csv (or .tsv, .npy, .npz, .parquet), a sample a row.");
        }

        FilePart file = context.ResolvePart(options.File);
        file = options.Array is null ? file : file with { Part = options.Array };
        FilePart? images = options.Images is null ? null : context.ResolvePart(options.Images);
        using ITableFile table = TableFile.Open(file, new TextReading(options.Header, options.DecimalMark));
        TableSelection selection = ColumnChoice.Of(options, file.Path, table);
        int? id = options.Id is null ? null : TableFile.Find(file.Path, table.Columns, options.Id);
        selection = selection with { Features = [.. selection.Features.Where(column => column != id)] };
        (TableRows read, string[] names, Dictionary<string, IReadOnlyList<string>> texts) =
            CategoryColumns.Read(table, selection, options.Categories, file.Path);
        FeatureRows rows = new(
            read.Features, Labels(options, file, read), images is null ? null : ImageRows.Read(images, read.Features.Rows), names);
        rows = rows.Called(id is { } column ? table.Read(TableSelection.Labels(column)).Labels : null);
        int filled = MissingValues.Fill(rows.Features, options.NonFinite, file.ToString(), names);
        (FeatureRows kept, int dropped) = rows.Finite(options.NonFinite, file.ToString());
        (Matrix scaled, ColumnScale[]? scales) = options.Scale.Apply(kept.Features, (row, column, problem) =>
            TableFile.Fault(file.ToString(), rows.Names, row, column, problem));
        LabelSet? known = kept.Labels is null ? null : LabelTexts.Set(kept.Labels, options.LabelKind, file.ToString());
        return FeatureDataset.Of(kept, scaled, known, new DatasetInfo
        {
            Kind = "table",
            Title = Path.GetFileNameWithoutExtension(file.Path),
            Features = 0,
            Encoding = new RowEncoding
            {
                Features = scaled.Columns,
                Names = rows.KnownNames,
                Texts = texts,
                Scales = scales,
                Unused = [.. table.Columns.Where((_, place) => !selection.Features.Contains(place) && place != table.Index)],
            },
            ClassNames = [],
            Splits = new Dictionary<string, int>(),
            Source = FeatureRows.Source([file, images], [.. table.Notes, .. MissingValues.Note(filled, options.NonFinite)], dropped,
                rows.Features.Rows, scaled, known),
            Fingerprint = ContentHash.Of(
                string.Join('\n', file.Fingerprint(), images?.Fingerprint(), options.LabelsArray, string.Join(' ', selection.Features),
                    selection.Label, id)),
            License = Licenses.Own,
            Citation = "not stated",
        });
    }

    private static string?[]? Labels(TableOptions options, FilePart file, TableRows read)
    {
        if (options.LabelsArray is not { } array)
        {
            return read.Labels;
        }

        return options.Label is null
            ? LabelFile.ReadTexts(file with { Part = array }, read.Features.Rows)
            : throw new DataException($"{file.Path}: both label and labels_array are given; say one of them.");
    }
}
