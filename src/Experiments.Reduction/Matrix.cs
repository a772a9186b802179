namespace Experiments.Reduction;

/// <summary>A dense row-major single-precision matrix: one array, one sample a row. Treat it as immutable once filled.</summary>
public sealed class Matrix
{
    private readonly float[] values;

    /// <summary>Creates a zero matrix of <paramref name="rows"/> × <paramref name="columns"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative, or the product exceeds an array's limit.</exception>
    public Matrix(int rows, int columns)
        : this(new float[checked(rows * columns)], rows, columns)
    {
    }

    /// <summary>Wraps (does not copy) <paramref name="values"/>, row after row.</summary>
    /// <exception cref="ArgumentException">The array's length is not rows × columns.</exception>
    public Matrix(float[] values, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{values.Length} values do not fill {rows} x {columns}.", nameof(values));
        }

        this.values = values;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>Number of samples.</summary>
    public int Rows { get; }

    /// <summary>Number of features of a sample.</summary>
    public int Columns { get; }

    /// <summary>All values, row after row.</summary>
    public Span<float> Values => values;

    /// <summary>One value.</summary>
    public float this[int row, int column] => values[(row * Columns) + column];

    /// <summary>One sample.</summary>
    public Span<float> Row(int row) => values.AsSpan(row * Columns, Columns);
}
