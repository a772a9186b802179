using Experiments.Reduction;

namespace Experiments.Data;

/// <summary>An array of two dimensions as a table without column names.</summary>
internal sealed class ArrayTable : ITableFile
{
    /// <summary>Whole numbers from here on are not all different in single precision.</summary>
    private const float LargestLabel = 1 << 24;

    private readonly string name;
    private readonly Matrix matrix;

    private ArrayTable(NpyArray<float> array, string name)
    {
        this.name = name;
        matrix = array.Shape.Length == 2
            ? new Matrix(array.Values, array.Shape[0], array.Shape[1])
            : throw new DataException(
                $"{name}: {array.Shape.Length} dimensions; expected two dimensions, samples x features (use array.reshape(len(array), -1)).");
        Columns = [.. Enumerable.Repeat(string.Empty, matrix.Columns)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads an NPY file.</summary>
    public static ArrayTable OfNpy(string path) => new(NpyFile.ReadSingle(path), path);

    /// <summary>Reads an array of an NPZ file.</summary>
    public static ArrayTable OfNpz(FilePart file) => NpzFile.Read(file, (stream, name) => new ArrayTable(NpyFile.ReadSingle(stream, name), name));

    /// <inheritdoc/>
    public TableRows Read(TableSelection selection) =>
        new(Select(selection.Features), selection.Label is { } column ? Labels(column) : null);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Matrix Select(IReadOnlyList<int> features)
    {
        if (features.Count == matrix.Columns && features.Index().All(feature => feature.Item == feature.Index))
        {
            return matrix;
        }

        Matrix selected = new(matrix.Rows, features.Count);
        for (int i = 0; i < matrix.Rows; i++)
        {
            Span<float> from = matrix.Row(i);
            Span<float> to = selected.Row(i);
            for (int j = 0; j < to.Length; j++)
            {
                to[j] = from[features[j]];
            }
        }

        return selected;
    }

    private string?[] Labels(int column)
    {
        string?[] labels = new string?[matrix.Rows];
        for (int i = 0; i < labels.Length; i++)
        {
            float value = matrix[i, column];
            labels[i] = float.IsNaN(value) ? null
                : Math.Abs(value) < LargestLabel ? NumberText.Label(value)
                : throw new DataException($"{name}: row {i + 1}, column {column + 1}: label {NumberText.Label(value)} is too large; expected numbers of classes.");
        }

        return labels;
    }
}
