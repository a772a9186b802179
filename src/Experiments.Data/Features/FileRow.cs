using System.Globalization;
using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Data.Features;

/// <summary>A row of a user's file, to become a sample among those of a table.</summary>
public sealed class FileRow
{
    private const int MostNamed = 12;
    private readonly int? number;
    private readonly string[] columns;

    private FileRow(string path, int? number)
    {
        Path = path;
        this.number = number;
        using ITableFile table = TableFile.Open(new FilePart(path, null));
        columns = [.. table.Columns.Where((_, column) => column != table.Index)];
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>"new.csv, row 3", or "new.csv" for the only row.</summary>
    public string Name => System.IO.Path.GetFileName(Path) + (number is { } row ? FormattableString.Invariant($", row {row}") : string.Empty);

    /// <summary>Opens a file by what a user wrote: "new.csv" for its only row, "new.csv:3" for the third below the header.</summary>
    /// <exception cref="DataException">The file is missing, damaged or no table.</exception>
    public static FileRow Open(string text)
    {
        FilePart part = FilePart.Parse(text);
        return part.Part is null ? new FileRow(part.Path, null)
            : int.TryParse(part.Part, NumberStyles.None, CultureInfo.InvariantCulture, out int row) ? new FileRow(part.Path, row)
            : throw new DataException($"{text}: '{part.Part}' is no row; say which one as in {part.Path}:3, counted from 1 below the header.");
    }

    /// <summary>Says in what the file's columns differ from those of a table, and in how many; null where they fit.</summary>
    public (int Count, string Words)? Mismatch(RowEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        bool hasNames = columns.Any(name => name.Length > 0);
        if (!encoding.IsNamed)
        {
            return columns.Length == encoding.Features ? null
                : (Math.Abs(columns.Length - encoding.Features), $"{columns.Length} columns, expected {encoding.Features}, which have no names");
        }

        if (!hasNames)
        {
            return (encoding.Columns.Count, $"the first line names no columns, expected {Listed(encoding.Columns)}");
        }

        string[] missing = [.. encoding.Columns.Except(columns)];
        string[] surplus = [.. columns.Except(encoding.Columns).Except(encoding.Unused)];
        string[] twice = [.. encoding.Columns.Where(wanted => columns.Count(name => name == wanted) > 1)];
        string[] words =
        [
            .. missing.Length > 0 ? [$"lacks {Listed(missing)}"] : (string[])[],
            .. surplus.Length > 0 ? [$"has {Listed(surplus)}, which the sweep's table has not"] : (string[])[],
            .. twice.Length > 0 ? [$"has {Listed(twice)} more than once"] : (string[])[],
        ];
        return words.Length == 0 ? null : (missing.Length + surplus.Length + twice.Length, string.Join(", and ", words));
    }

    /// <summary>The row as the features of a sample; its columns fit.</summary>
    /// <param name="encoding">The way in which the table's rows became features.</param>
    /// <param name="origin">The number that was subtracted from each feature; null for nothing.</param>
    /// <exception cref="DataException">There is no such row, or a value of it cannot be a feature.</exception>
    public Matrix Encode(RowEncoding encoding, IReadOnlyList<double>? origin)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        double[] values = Values(encoding);
        Matrix row = new(1, values.Length) { Origin = origin is null ? null : [.. origin] };
        for (int feature = 0; feature < values.Length; feature++)
        {
            float value = encoding.Scales is { } scales ? scales[feature].Of(values[feature]) : (float)(values[feature] - (origin?[feature] ?? 0));
            row.Row(0)[feature] = float.IsFinite(value) ? value : throw new DataException(FormattableString.Invariant(
                $"{Path}: {NameOf(encoding, feature)} of the row is {values[feature]:R}; every value has to be finite."));
        }

        return row;
    }

    private double[] Values(RowEncoding encoding)
    {
        using ITableFile table = TableFile.Open(new FilePart(Path, null));
        IReadOnlyList<int> places = TableSelection.Everything(table).Features;
        (string Column, string? Text)[] sources = encoding.IsNamed ? [.. encoding.Names.Select(encoding.ColumnOf)] : [];
        if (encoding.IsNamed)
        {
            Dictionary<string, int> named = places.DistinctBy(place => table.Columns[place]).ToDictionary(place => table.Columns[place]);
            places = [.. sources.Select(source => named[source.Column])];
        }

        int[] texts = [.. places.Where((_, feature) => IsText(feature)).Distinct()];
        int[] numbers = [.. places.Except(texts)];
        TableRows rows = table.Read(new TableSelection(numbers, null, _ => "the sweep's table has numbers there") { Texts = texts });
        int row = Row(texts.Length > 0 ? rows.Texts[0].Length : rows.Features.Rows);
        Dictionary<int, int> order = texts.Concat(numbers).Select((place, i) => (place, i < texts.Length ? i : i - texts.Length)).ToDictionary();
        return [.. places.Select((place, feature) => IsText(feature)
            ? Coded(encoding, sources[feature], rows.Texts[order[place]][row])
            : rows.Features[row, order[place]])];

        bool IsText(int feature) => encoding.IsNamed && encoding.Texts.ContainsKey(sources[feature].Column);
    }

    private double Coded(RowEncoding encoding, (string Column, string? Text) source, string? text)
    {
        List<string> known = [.. encoding.Texts[source.Column]];
        int code = text is null ? -1 : known.IndexOf(text);
        return code < 0
            ? throw new DataException($"{Path}: {(text is null ? "nothing" : $"'{NumberText.Shorten(text)}'")} in '{source.Column}', expected one of "
                + $"the texts that the sweep's table has there: {Listed(known)}.")
            : source.Text is null ? code : source.Text == text ? 1 : 0;
    }

    private int Row(int rows) => number is null
        ? rows == 1 ? 0 : throw new DataException($"{Path}: holds {rows} rows; say which one as in {Path}:3, counted from 1 below the header.")
        : number >= 1 && number <= rows ? number.Value - 1
        : throw new DataException($"{Path}: there is no row {number}; it holds {rows}, counted from 1 below the header.");

    private static string NameOf(RowEncoding encoding, int feature) =>
        encoding.IsNamed ? $"'{encoding.Names[feature]}'" : FormattableString.Invariant($"column {feature + 1}");

    private static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Take(MostNamed).Select(NumberText.Shorten))
        + (names.Count > MostNamed ? FormattableString.Invariant($" and {names.Count - MostNamed} more") : string.Empty);
}
