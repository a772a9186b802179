using Experiments.Reduction;

namespace Experiments.Data.Numbers;

/// <summary>
/// Rows of numbers as a file has them: in single precision where all are exact in it, else in double. They become single only in
/// <see cref="ToMatrix"/>, less an origin where that matters.
/// </summary>
internal sealed class NumberTable
{
    private readonly float[]? singles;
    private readonly double[]? doubles;

    /// <summary>Wraps numbers that are exact in single precision, row after row.</summary>
    public NumberTable(float[] values, int rows, int columns)
    {
        (singles, Rows, Columns) = (values, rows, columns);
    }

    /// <summary>Wraps numbers in double precision, row after row.</summary>
    public NumberTable(double[] values, int rows, int columns)
    {
        (doubles, Rows, Columns) = (values, rows, columns);
    }

    /// <summary>The number of samples.</summary>
    public int Rows { get; }

    /// <summary>The number of features.</summary>
    public int Columns { get; }

    /// <summary>True when numbers may need double precision.</summary>
    public bool IsDouble => doubles is not null;

    /// <summary>The number in a row and a column.</summary>
    public double this[int row, int column] => singles is null ? doubles![((long)row * Columns) + column] : singles[((long)row * Columns) + column];

    /// <summary>A table of zeros, in double precision or single.</summary>
    public static NumberTable Create(int rows, int columns, bool isDouble) =>
        isDouble ? new(new double[(long)rows * columns], rows, columns) : new(new float[(long)rows * columns], rows, columns);

    /// <summary>Sets a number while the table is filled.</summary>
    public void Set(int row, int column, double value)
    {
        if (singles is null)
        {
            doubles![((long)row * Columns) + column] = value;
        }
        else
        {
            singles[((long)row * Columns) + column] = (float)value;
        }
    }

    /// <summary>The table itself, or a copy of some of its rows or columns in that order; null for all of them.</summary>
    public NumberTable Select(IReadOnlyList<int>? rows, IReadOnlyList<int>? columns)
    {
        bool allColumns = columns is null || (columns.Count == Columns && columns.Index().All(column => column.Item == column.Index));
        if (rows is null && allColumns)
        {
            return this;
        }

        NumberTable selected = Create(rows?.Count ?? Rows, columns?.Count ?? Columns, IsDouble);
        for (int i = 0; i < selected.Rows; i++)
        {
            for (int j = 0; j < selected.Columns; j++)
            {
                selected.Set(i, j, this[rows is null ? i : rows[i], columns is null ? j : columns[j]]);
            }
        }

        return selected;
    }

    /// <summary>Counts the numbers that are NaN or infinite, and finds the first (from 0; -1 when there is none).</summary>
    public (long Count, int Row, int Column) CountNonFinite()
    {
        (long Count, int Row, int Column) found = (0, -1, -1);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                if (!double.IsFinite(this[row, column]))
                {
                    found = found.Count == 0 ? (1, row, column) : found with { Count = found.Count + 1 };
                }
            }
        }

        return found;
    }

    /// <summary>The numbers in single precision, less the given origin, or less the one that <see cref="ColumnOrigins"/> finds they need.</summary>
    /// <param name="fault">The fault of a number too large for single precision: its row, its column, what is wrong.</param>
    /// <param name="origin">The number to subtract from each column; null to look at the numbers, no numbers for nothing.</param>
    /// <exception cref="DataException">A finite number is too large for single precision.</exception>
    public Matrix ToMatrix(Func<int, int, string, DataException> fault, IReadOnlyList<double>? origin = null)
    {
        if (singles is not null && origin is null or [])
        {
            return new Matrix(singles, Rows, Columns);
        }

        double[]? zero = origin is null ? ColumnOrigins.Of(this) : origin.Count == 0 ? null : [.. origin];
        Matrix matrix = new(Rows, Columns) { Origin = zero };
        for (int row = 0; row < Rows; row++)
        {
            Span<float> target = matrix.Row(row);
            for (int column = 0; column < target.Length; column++)
            {
                double value = this[row, column];
                target[column] = (float)(zero is null ? value : value - zero[column]);
                if (float.IsInfinity(target[column]) && double.IsFinite(value))
                {
                    throw fault(row, column, FormattableString.Invariant($"{value:R} is too large for single precision"));
                }
            }
        }

        return matrix;
    }
}
