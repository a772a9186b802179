using System.Globalization;
using System.Text;
using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Reduction;
using Experiments.Reduction.Saving;

namespace Experiments.Data.Tables;

/// <summary>A matrix as read from a file.</summary>
/// <param name="Matrix">The numbers of the file.</param>
/// <param name="Notes">The choices that the reader made on the way, in a few words each.</param>
public sealed record NotedMatrix(Matrix Matrix, IReadOnlyList<string> Notes);

/// <summary>Reads matrices, a sample a row (NumPy's NPY and NPZ, Parquet, or text), and writes them as NPY or text.</summary>
public static class MatrixFile
{
    private const string Known = "expected .npy, .csv, .tsv or .txt";

    /// <summary>Reads a matrix. NaN and infinities are read as such: count them with <see cref="CountNonFinite"/>.</summary>
    /// <remarks>
    /// Text holds one sample a line. Its first line is a header as <see cref="TableHeader.Auto"/> says; a first column without a name (or named
    /// "Unnamed: 0") that numbers the rows, as pandas writes its index, is left out. Every other cell must be a number, "nan" or "inf". Of an NPZ
    /// with several arrays one is named: "x.npz:features".
    /// </remarks>
    /// <exception cref="DataException">The file is missing or malformed; the message names offset, or line and column.</exception>
    public static Matrix Read(string path) => ReadLessOrigin(path, []).Matrix;

    /// <summary>
    /// Reads a matrix for a caller that only looks at differences of its rows: from columns that lie far from zero for their spread (unix times, map
    /// coordinates) an origin is subtracted in double precision before they are rounded to single. <see cref="Matrix.Origin"/> says which.
    /// </summary>
    /// <param name="path">The file, as <see cref="Read"/> takes it.</param>
    /// <param name="origin">
    /// The numbers to subtract from the columns, as a fitted model has them; no numbers for nothing. Null to look at the values.
    /// </param>
    /// <param name="text">The facts known of a text file; null to look at its first lines.</param>
    /// <exception cref="DataException">
    /// The file is missing or malformed, or has other columns; the message names offset, or line and column.
    /// </exception>
    public static NotedMatrix ReadLessOrigin(string path, IReadOnlyList<double>? origin = null, TextReading? text = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        using ITableFile table = TableFile.Open(FilePart.Parse(path), text);
        NumberTable numbers = table.Read(TableSelection.Everything(table)).Features;
        if (origin?.Count > 0 && origin.Count != numbers.Columns)
        {
            throw new DataException($"{path}: has {numbers.Columns} columns; expected {origin.Count}.");
        }

        Matrix matrix = numbers.ToMatrix((row, column, problem) => TableFile.Fault(path, table.Columns, row, column, problem), origin);
        return new NotedMatrix(matrix, [.. table.Notes, .. origin is null && OriginNote.Of(matrix) is { } note ? (string[])[note] : []]);
    }

    /// <summary>The file that a name such as "x.npz:features" means.</summary>
    public static string FileOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return FilePart.Parse(name).Path;
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

    /// <summary>Counts the values that are NaN or infinite, and finds the first (row and column from 0; -1 when there is none).</summary>
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
}
