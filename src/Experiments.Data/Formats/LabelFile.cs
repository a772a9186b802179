using System.Globalization;

namespace Experiments.Data;

/// <summary>
/// Reads class labels, one a sample: an NPY file of whole numbers (n or n × 1), or a text file with one label a line, words or numbers.
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
        string[] texts = DataFile.IsNpy(path) ? ReadNpy(path) : ReadText(path, expected);
        if (expected is { } count && texts.Length != count)
        {
            throw new DataException($"{path}: {texts.Length} labels for {count} samples; expected one each.");
        }

        string[] names = ClassNames(texts);
        Dictionary<string, int> index = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return ([.. texts.Select(text => index[text])], names);
    }

    private static string[] ReadNpy(string path)
    {
        NpyArray<int> array = NpyFile.ReadInt32(path);
        return array.Shape.Length == 1 || (array.Shape.Length == 2 && array.Shape[1] == 1)
            ? [.. array.Values.Select(value => value.ToString(CultureInfo.InvariantCulture))]
            : throw new DataException($"{path}: shape ({string.Join(", ", array.Shape)}); expected one label a sample, (n,).");
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

            labels.Add(Canonical(cells[0]));
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

    /// <summary>Whole numbers written as floats ("3.0", "3.000e+00", as NumPy's savetxt does) are the whole number.</summary>
    private static string Canonical(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue
            ? ((int)value).ToString(CultureInfo.InvariantCulture)
            : text;
}
