using Experiments.Data.Formats;
using Experiments.Data.Numbers;

namespace Experiments.Data.Tables;

/// <summary>An array of two dimensions as a table without column names.</summary>
internal sealed class ArrayTable : ITableFile
{
    private readonly string name;
    private readonly NumberTable numbers;

    private ArrayTable(NumberTable numbers, string name)
    {
        this.name = name;
        this.numbers = numbers;
        Columns = [.. Enumerable.Repeat(string.Empty, numbers.Columns)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads an NPY file.</summary>
    public static ArrayTable OfNpy(string path) => new(NpyFile.ReadTable(path), path);

    /// <summary>Reads an array of an NPZ file, or the sparse matrix that it is.</summary>
    public static ArrayTable OfNpz(FilePart file)
    {
        using NpzFile npz = new(file.Path);
        return file.Part is null && SparseMatrix.IsIn(npz)
            ? new ArrayTable(SparseMatrix.Read(npz, file.Path), file.Path)
            : npz.Read(npz.Choose(file.Part), (stream, name) => new ArrayTable(NpyFile.ReadTable(stream, name), name));
    }

    /// <inheritdoc/>
    public TableRows Read(TableSelection selection) =>
        new(numbers.Select(null, selection.Features), selection.Label is { } column ? Labels(column) : null, []);

    /// <inheritdoc/>
    public IReadOnlyList<int> TextColumns(IReadOnlyList<int> columns) => [];

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private string?[] Labels(int column)
    {
        // Whole numbers from here on are not all different.
        double largest = numbers.IsDouble ? 1L << 53 : 1L << 24;
        string?[] labels = new string?[numbers.Rows];
        for (int i = 0; i < labels.Length; i++)
        {
            double value = numbers[i, column];
            labels[i] = double.IsNaN(value) ? null
                : Math.Abs(value) < largest ? NumberText.Label(value)
                : throw new DataException(
                    $"{name}: row {i + 1}, column {column + 1}: label {NumberText.Label(value)} is too large; expected numbers of classes.");
        }

        return labels;
    }
}
