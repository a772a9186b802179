using Experiments.Data.Formats;
using Experiments.Data.Numbers;

namespace Experiments.Data.Tables;

/// <summary>
/// Reads labels, one a sample: an NPY file (or NPZ array) of numbers or text (n or n × 1), a text file with one label a line, or a column of a
/// table: "t.parquet:species".
/// </summary>
public static class LabelFile
{
    private static readonly string[] HeaderWords = ["label", "labels", "class", "classes", "target", "targets", "y", "digit"];

    /// <summary>
    /// Labels as classes, or as values where they are numbers of a quantity. A label is a text: "10", "1E1" and "010" are three classes. Empty ones,
    /// "nan" and "NA" are missing, and so is −1 among the numbers of at least two other classes.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="expected">
    /// Number of samples the labels belong to, when known. A text file with one line more has a header; without it the first line is a header when
    /// it alone is not a number, or says "label", "class", "target" or "y".
    /// </param>
    /// <param name="kind">The kind of the labels: classes, values, or whichever their texts suggest.</param>
    /// <exception cref="DataException">The file is missing or malformed, holds no label, or another number of labels than expected.</exception>
    public static LabelSet Read(string path, int? expected = null, LabelKind kind = LabelKind.Auto)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LabelTexts.Set(ReadTexts(FilePart.Parse(path), expected), kind, path);
    }

    /// <summary>Labels as texts, null where one is missing.</summary>
    internal static string?[] ReadTexts(FilePart file, int? expected)
    {
        string?[] texts = DataFormats.Of(file.Path) switch
        {
            DataFormat.Npy when file.Part is null => NpyLabels.Read(file.Path),
            DataFormat.Npz => NpzFile.Read(file, NpyLabels.Read),
            DataFormat.Text when file.Part is null => ReadText(file.Path, expected),
            _ => ReadColumn(file),
        };
        return expected is not { } count || texts.Length == count
            ? texts
            : throw new DataException($"{file}: {texts.Length} labels for {count} samples; expected one each.");
    }

    private static string?[] ReadColumn(FilePart file)
    {
        using ITableFile table = TableFile.Open(file with { Part = null });
        if (file.Part is null && table.Columns.Count > 1)
        {
            throw new DataException(
                $"{file.Path}: holds {table.Columns.Count} columns; say which one: {file.Path}:{TableFile.Word(table.Columns, 0)}.");
        }

        return table.Read(TableSelection.Labels(file.Part is null ? 0 : TableFile.Find(file.Path, table.Columns, file.Part))).Labels!;
    }

    private static string?[] ReadText(string path, int? expected)
    {
        using DelimitedText text = new(path, separator: ',');
        List<string> labels = [];
        List<string> cells = [];
        while (text.TryRead(cells))
        {
            labels.Add(cells.Count == 1 ? cells[0] : throw text.Fault(1, $"{cells.Count} labels; expected one a line"));
        }

        return labels.Count > 0
            ? LabelTexts.OfCells(labels.Skip(HasHeader(labels, expected) ? 1 : 0))
            : throw new DataException($"{path}: holds no labels.");
    }

    private static bool HasHeader(List<string> labels, int? expected) => expected is { } count
        ? labels.Count == count + 1
        : labels.Count > 1
            && ((!NumberText.IsNumber(labels[0]) && labels.Skip(1).All(NumberText.IsNumber))
                || (HeaderWords.Contains(labels[0].ToLowerInvariant()) && labels.IndexOf(labels[0], 1) < 0));
}
