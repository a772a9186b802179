using Experiments.Data.Numbers;

namespace Experiments.Data.Formats;

/// <summary>
/// Reads sparse matrices as SciPy files them (scipy.sparse.save_npz): compressed by rows (csr) or columns (csc), or as coordinates (coo). They
/// become dense, up to a budget.
/// </summary>
internal static class SparseMatrix
{
    /// <summary>Values of the largest dense matrix that one becomes: 2 GiB in double precision.</summary>
    private const long MostValues = 1L << 28;

    /// <summary>Tells whether an NPZ is such a file.</summary>
    public static bool IsIn(NpzFile npz) => npz.Has("format") && npz.Has("shape") && npz.Has("data");

    /// <summary>Reads a sparse matrix of SciPy as a dense table.</summary>
    /// <exception cref="DataException">The matrix is damaged, of another format, or too large when dense.</exception>
    public static NumberTable Read(NpzFile npz, string path)
    {
        string format = npz.Read("format", NpyLabels.ReadOne) ?? string.Empty;
        double[] shape = npz.Read("shape", NpyFile.ReadDouble).Values;
        if (format is not ("csr" or "csc" or "coo") || shape.Length != 2 || shape.Any(length => length is < 1 or > int.MaxValue))
        {
            throw new DataException(
                $"{path}: a sparse matrix of format '{NumberText.Shorten(format)}' and {shape.Length} dimensions; expected csr, csc or coo of two. "
                + "Write it with scipy.sparse.save_npz(file, x.tocsr()).");
        }

        (int rows, int columns) = ((int)shape[0], (int)shape[1]);
        if ((long)rows * columns > MostValues)
        {
            throw new DataException(
                $"{path}: a sparse matrix of {rows} x {columns}, more than {MostValues} values when dense; take fewer columns, or their main "
                + $"components: "
                + "numpy.save('x.npy', sklearn.decomposition.TruncatedSVD(100).fit_transform(scipy.sparse.load_npz(file))).");
        }

        double[] values = npz.Read("data", NpyFile.ReadDouble).Values;
        (int[] row, int[] column) = format == "coo"
            ? (npz.Read("row", NpyFile.ReadInt32).Values, npz.Read("col", NpyFile.ReadInt32).Values)
            : Coordinates(npz, format, path, format == "csr" ? rows : columns, values.Length);
        return row.Length == values.Length && column.Length == values.Length
            ? Dense(rows, columns, row, column, values, path)
            : throw new DataException($"{path}: {values.Length} values at {row.Length} x {column.Length} places; the file is damaged.");
    }

    /// <summary>Row and column of every value, from where each row's (or column's) values begin.</summary>
    private static (int[] Row, int[] Column) Coordinates(NpzFile npz, string format, string path, int lines, int count)
    {
        int[] starts = npz.Read("indptr", NpyFile.ReadInt32).Values;
        int[] inner = npz.Read("indices", NpyFile.ReadInt32).Values;
        int[] outer = new int[count];
        if (starts.Length != lines + 1 || starts[0] != 0 || starts[^1] != count || Enumerable.Range(0, lines).Any(i => starts[i] > starts[i + 1]))
        {
            throw new DataException(
                $"{path}: indptr does not divide {count} values among {lines} {(format == "csr" ? "rows" : "columns")}; the file is damaged.");
        }

        for (int line = 0; line < lines; line++)
        {
            outer.AsSpan(starts[line]..starts[line + 1]).Fill(line);
        }

        return format == "csr" ? (outer, inner) : (inner, outer);
    }

    /// <summary>Values of one place are added up.</summary>
    private static NumberTable Dense(int rows, int columns, int[] row, int[] column, double[] values, string path)
    {
        NumberTable dense = NumberTable.Create(rows, columns, isDouble: Array.Exists(values, value => (float)value != value));
        for (int i = 0; i < values.Length; i++)
        {
            if ((uint)row[i] >= (uint)rows || (uint)column[i] >= (uint)columns)
            {
                throw new DataException(
                    $"{path}: value {i} lies at row {row[i]}, column {column[i]} of a matrix of {rows} x {columns}; the file is damaged.");
            }

            dense.Set(row[i], column[i], dense[row[i], column[i]] + values[i]);
        }

        return dense;
    }
}
