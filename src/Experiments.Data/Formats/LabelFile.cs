using System.Globalization;

namespace Experiments.Data;

/// <summary>
/// Reads class labels, one a sample: an NPY file (or NPZ array) of whole numbers (n or n × 1), a text file with one label a line, words or
/// numbers, or a column of a table: "t.parquet:species".
/// </summary>
public static class LabelFile
{
    private static readonly string[] HeaderWords = ["label", "labels", "class", "classes", "target", "targets", "y", "digit"];

    /// <summary>
    /// Labels as indices 0.. into the class names. Classes are the distinct labels: whole numbers in order of value, words in
    /// ordinal order.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">
    /// Number of samples the labels belong to, when known. A text file with one line more has a header; without it the first line is a
    /// header when it alone is not a number, or says "label", "class", "target" or "y".
    /// </param>
    /// <exception cref="DataException">The file is missing or malformed, or holds another number of labels than expected.</exception>
    public static (int[] Labels, string[] ClassNames) Read(string path, int? expected = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        string?[] texts = ReadTexts(FilePart.Parse(path), expected);
        int missing = Array.IndexOf(texts, null);
        return missing < 0 ? Classes(texts!) : throw new DataException($"{path}: row {missing + 1} has no label; expected one a sample.");
    }

    /// <summary>Labels as texts, null where a table's is missing.</summary>
    internal static string?[] ReadTexts(FilePart file, int? expected)
    {
        string?[] texts = DataFormats.Of(file.Path) switch
        {
            DataFormat.Npy when file.Part is null => Whole(NpyFile.ReadInt32(file.Path), file.Path),
            DataFormat.Npz => NpzFile.Read(file, static (stream, name) => Whole(NpyFile.ReadInt32(stream, name), name)),
            DataFormat.Text when file.Part is null => ReadText(file.Path, expected),
            _ => ReadColumn(file),
        };
        return expected is not { } count || texts.Length == count
            ? texts
            : throw new DataException($"{file}: {texts.Length} labels for {count} samples; expected one each.");
    }

    /// <summary>Texts as indices into their distinct values.</summary>
    internal static (int[] Labels, string[] ClassNames) Classes(string[] texts)
    {
        string[] names = ClassNames(texts);
        Dictionary<string, int> index = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return ([.. texts.Select(text => index[text])], names);
    }

    private static string[] Whole(NpyArray<int> array, string name) =>
        array.Shape.Length == 1 || (array.Shape.Length == 2 && array.Shape[1] == 1)
            ? [.. array.Values.Select(value => value.ToString(CultureInfo.InvariantCulture))]
            : throw new DataException($"{name}: shape ({string.Join(", ", array.Shape)}); expected one label a sample, (n,).");

    private static string?[] ReadColumn(FilePart file)
    {
        using ITableFile table = TableFile.Open(file with { Part = null });
        if (file.Part is null && table.Columns.Count > 1)
        {
            throw new DataException($"{file.Path}: holds {table.Columns.Count} columns; say which one: {file.Path}:{TableFile.Word(table.Columns, 0)}.");
        }

        return table.Read(TableSelection.Labels(file.Part is null ? 0 : TableFile.Find(file.Path, table.Columns, file.Part))).Labels!;
    }

    private static string[] ReadText(string path, int? expected)
    {
        using DelimitedText text = new(path, separator: ',');
        List<string> labels = [];
        List<string> cells = [];
        while (text.TryRead(cells))
        {
            if (cells.Count != 1 || cells[0].Length == 0)
            {
                throw text.Fault(cells.Count == 1 ? 0 : 1, $"{cells.Count(cell => cell.Length > 0)} labels; expected one a line");
            }

            labels.Add(NumberText.Label(cells[0]));
        }

        if (labels.Count == 0)
        {
            throw new DataException($"{path}: holds no labels.");
        }

        return [.. labels.Skip(HasHeader(labels, expected) ? 1 : 0)];
    }

    private static bool HasHeader(List<string> labels, int? expected) => expected is { } count
        ? labels.Count == count + 1
        : labels.Count > 1
            && ((!IsWhole(labels[0]) && labels.Skip(1).All(IsWhole))
                || (HeaderWords.Contains(labels[0].ToLowerInvariant()) && labels.IndexOf(labels[0], 1) < 0));

    private static string[] ClassNames(string[] texts)
    {
        string[] names = [.. texts.Distinct()];
        return names.All(IsWhole)
            ? [.. names.OrderBy(name => int.Parse(name, CultureInfo.InvariantCulture))]
            : [.. names.Order(StringComparer.Ordinal)];
    }

    private static bool IsWhole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
