namespace Experiments.Reduction;

/// <summary>A dense row-major single-precision matrix: one array, one sample a row. Treat it as immutable once filled.</summary>
public sealed class Matrix
{
    private readonly float[] values;
    private readonly IReadOnlyList<double>? origin;

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

    /// <summary>The number of samples.</summary>
    public int Rows { get; }

    /// <summary>The number of features of a sample.</summary>
    public int Columns { get; }

    /// <summary>
    /// The number that was subtracted from each column, in double precision, before the column's values were rounded to single precision (0 where
    /// nothing was); null where no column had one. Distances do not depend on this origin; code that depends on where zero lies asks for
    /// <see cref="AboutZero"/>.
    /// </summary>
    /// <exception cref="ArgumentException">There is not one number a column.</exception>
    public IReadOnlyList<double>? Origin
    {
        get => origin;
        init => origin = value is null || value.Count == Columns
            ? value
            : throw new ArgumentException($"{value.Count} origins do not fit {Columns} columns.", nameof(value));
    }

    /// <summary>All values, row after row.</summary>
    public Span<float> Values => values;

    /// <summary>The value in a row and a column.</summary>
    public float this[int row, int column] => values[(row * Columns) + column];

    /// <summary>The values of one sample, which may be written to.</summary>
    public Span<float> Row(int row) => values.AsSpan(row * Columns, Columns);

    /// <summary>Writes one sample with the origin put back, rounded to single precision.</summary>
    public void CopyRowAboutZero(int row, Span<float> target)
    {
        ReadOnlySpan<float> from = Row(row);
        for (int column = 0; column < from.Length; column++)
        {
            target[column] = Origin is null ? from[column] : (float)(from[column] + Origin[column]);
        }
    }

    /// <summary>The matrix itself; a copy of it with the origin put back, rounded to single precision, where it has one.</summary>
    public Matrix AboutZero() => Origin is null ? this : About(null);

    /// <summary>
    /// Returns the samples about another origin (null for zero): the matrix itself where its own origin is that one, else a copy; differences are
    /// taken in double precision.
    /// </summary>
    /// <exception cref="ArgumentException">There is not one number a column.</exception>
    public Matrix About(IReadOnlyList<double>? other)
    {
        if (ReferenceEquals(Origin, other) || (Origin is not null && other is not null && Origin.SequenceEqual(other)))
        {
            return this;
        }

        Matrix moved = new(Rows, Columns) { Origin = other };
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<float> from = Row(row);
            Span<float> to = moved.Row(row);
            for (int column = 0; column < to.Length; column++)
            {
                to[column] = (float)(from[column] + ((Origin?[column] ?? 0) - (other?[column] ?? 0)));
            }
        }

        return moved;
    }

    /// <summary>Some of the samples, in that order.</summary>
    internal Matrix Take(ReadOnlySpan<int> rows)
    {
        Matrix taken = new(rows.Length, Columns) { Origin = Origin };
        for (int i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(taken.Row(i));
        }

        return taken;
    }

    /// <summary>Returns a matrix over the same values that states another origin; no value is changed.</summary>
    internal Matrix SaidAbout(IReadOnlyList<double>? other) => new(values, Rows, Columns) { Origin = other };
}
