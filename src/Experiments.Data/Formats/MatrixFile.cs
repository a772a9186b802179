using System.Globalization;
using System.Text;
using Experiments.Reduction;

namespace Experiments.Data;

/// <summary>Reads and writes matrices, a sample a row: NumPy's NPY (two dimensions), or text (.csv, .tsv, .txt).</summary>
public static class MatrixFile
{
    private const string Known = "expected .npy, .csv, .tsv or .txt";

    /// <summary>Reads a matrix. NaN and infinities are read as such: count them with <see cref="CountNonFinite"/>.</summary>
    /// <remarks>
    /// Text holds one sample a line. Its first line is a header when none of its cells is a number, or when it counts 0, 1, 2, … (as
    /// pandas names columns) above a line that is not of whole numbers. Every other cell must be a number, "nan" or "inf".
    /// </remarks>
    /// <exception cref="DataException">The file is missing or malformed; the message names offset, or line and column.</exception>
    public static Matrix Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return DataFile.IsNpy(path) ? ReadNpy(path) : ReadText(path);
    }

    /// <summary>Writes a matrix in the format of the extension; text numbers are the shortest that read back exactly. Atomic.</summary>
    /// <exception cref="DataException">The extension is not known.</exception>
    public static void Write(string path, Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(matrix);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".npy":
                NpyFile.Write(path, matrix.Values, matrix.Rows, matrix.Columns);
                break;
            case ".csv" or ".txt":
                AtomicFile.Write(path, stream => WriteText(stream, matrix, ','));
                break;
            case ".tsv":
                AtomicFile.Write(path, stream => WriteText(stream, matrix, '\t'));
                break;
            default:
                throw new DataException($"{path}: the extension does not say which format to write; {Known}.");
        }
    }

    /// <summary>How many values are NaN or infinite, and where the first is (row and column from 0; -1 when there is none).</summary>
    public static (long Count, int Row, int Column) CountNonFinite(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        long count = 0;
        int first = -1;
        Span<float> values = matrix.Values;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                first = count++ == 0 ? i : first;
            }
        }

        return first < 0 ? (0, -1, -1) : (count, first / matrix.Columns, first % matrix.Columns);
    }

    private static Matrix ReadNpy(string path)
    {
        NpyHeader header = NpyFile.ReadHeader(path);
        return header.Shape.Count == 2
            ? new Matrix(NpyFile.ReadSingle(path).Values, header.Shape[0], header.Shape[1])
            : throw new DataException(
                $"{path}: shape {header.ShapeText}; expected two dimensions, samples x features (use array.reshape(len(array), -1)).");
    }

    private static Matrix ReadText(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".csv" or ".tsv" or ".txt"))
        {
            throw new DataException($"{path}: neither an NPY file nor named as text; {Known}.");
        }

        using DelimitedText text = new(path);
        List<float> values = [];
        List<string> cells = [];
        int columns = -1;
        int rows = 0;
        string[]? counted = null;
        while (text.TryRead(cells))
        {
            if (columns < 0)
            {
                columns = cells.Count;
                if (!cells.Exists(IsNumber))
                {
                    continue;
                }

                counted = cells.Index().All(cell => cell.Item == cell.Index.ToString(CultureInfo.InvariantCulture)) ? [.. cells] : null;
            }
            else if (rows == 1 && counted is { Length: > 1 } && cells.Exists(cell => !int.TryParse(cell, out _)))
            {
                values.Clear();
                rows = 0;
            }

            AddRow(text, cells, columns, values);
            rows++;
        }

        return rows > 0 ? new Matrix([.. values], rows, columns) : throw new DataException($"{path}: holds no rows of numbers.");
    }

    private static void AddRow(DelimitedText text, List<string> cells, int columns, List<float> values)
    {
        if (cells.Count != columns)
        {
            throw text.Fault(Math.Min(cells.Count, columns), $"{cells.Count} cells, expected {columns} as on the first line");
        }

        if ((long)values.Count + columns > Array.MaxLength)
        {
            throw text.Fault(0, $"more than {Array.MaxLength} numbers; split the file");
        }

        for (int column = 0; column < columns; column++)
        {
            string cell = cells[column];
            values.Add(TryParse(cell, out float value)
                ? value
                : throw text.Fault(column, cell.Length == 0 ? "empty; write nan where a number is missing" : $"'{Shorten(cell)}' is not a number"));
        }
    }

    private static bool IsNumber(string cell) => TryParse(cell, out _);

    /// <summary>Parses a number; one that is finite as written but not in single precision is refused.</summary>
    private static bool TryParse(string cell, out float value)
    {
        if (!float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            string word = cell.TrimStart('+', '-').ToLowerInvariant();
            value = word == "nan" ? float.NaN : cell.StartsWith('-') ? float.NegativeInfinity : float.PositiveInfinity;
            return word is "nan" or "inf" or "infinity";
        }

        return !float.IsInfinity(value) || !cell.AsSpan().ContainsAnyInRange('0', '9');
    }

    private static void WriteText(Stream stream, Matrix matrix, char separator)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        Span<char> digits = stackalloc char[32];
        for (int row = 0; row < matrix.Rows; row++)
        {
            Span<float> values = matrix.Row(row);
            for (int column = 0; column < values.Length; column++)
            {
                values[column].TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
                writer.Write(digits[..length]);
                writer.Write(column + 1 < values.Length ? separator : '\n');
            }
        }
    }

    private static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
