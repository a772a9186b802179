using System.Globalization;

namespace Experiments.Reduction;

/// <summary>
/// The named matrices a fitted reducer is made of, in single or double precision; what <see cref="FittedModel"/> files. The names "samples",
/// "origin" and "picture" are its own.
/// </summary>
public sealed class ModelParts
{
    private readonly List<ModelPart> all = [];

    /// <summary>Every part, in the order they were added.</summary>
    internal IReadOnlyList<ModelPart> All => all;

    /// <summary>Adds a matrix in single precision.</summary>
    public ModelParts Add(string name, Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Add(new ModelPart(name, matrix.Values.ToArray(), matrix.Rows, matrix.Columns));
    }

    /// <summary>Adds a row of numbers in double precision.</summary>
    public ModelParts Add(string name, params double[] row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Add(new ModelPart(name, row, 1, row.Length));
    }

    /// <summary>Adds rows of equal length in double precision.</summary>
    public ModelParts Add(string name, double[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Add(new ModelPart(name, rows.SelectMany(row => row).ToArray(), rows.Length, rows.Length == 0 ? 0 : rows[0].Length));
    }

    /// <summary>Tells whether there is a part of that name.</summary>
    public bool Has(string name) => all.Any(part => part.Name == name);

    /// <summary>A matrix in single precision with finite values; rows or columns that are not given may be any number above 0.</summary>
    /// <exception cref="ReductionException">The part is missing, or of another kind or size.</exception>
    public Matrix Matrix(string name, int? rows = null, int? columns = null)
    {
        ModelPart part = Find<float>(name, rows, columns);
        Matrix matrix = new((float[])part.Values, part.Rows, part.Columns);
        SampleChecks.RequireFinite(matrix, $"numbers of '{name}'");
        return matrix;
    }

    /// <summary>A row of finite numbers in double precision.</summary>
    /// <exception cref="ReductionException">The part is missing, or of another kind or size.</exception>
    public double[] Row(string name, int? columns = null) => Rows(name, 1, columns)[0];

    /// <summary>Rows of finite numbers in double precision.</summary>
    /// <exception cref="ReductionException">The part is missing, or of another kind or size.</exception>
    public double[][] Rows(string name, int? rows = null, int? columns = null)
    {
        ModelPart part = Find<double>(name, rows, columns);
        double[] values = (double[])part.Values;
        return values.All(double.IsFinite)
            ? [.. values.Chunk(part.Columns)]
            : throw new ReductionException($"The part '{name}' holds values that are not finite.");
    }

    internal ModelParts Add(ModelPart part)
    {
        if (Has(part.Name))
        {
            throw new ArgumentException($"There is a part '{part.Name}' already.");
        }

        all.Add(part);
        return this;
    }

    private ModelPart Find<T>(string name, int? rows, int? columns)
    {
        ModelPart part = all.Find(part => part.Name == name) ?? throw new ReductionException($"The part '{name}' is missing.");
        bool fits = part.Values is T[] && part.Rows > 0 && part.Columns > 0 && part.Rows == (rows ?? part.Rows)
            && part.Columns == (columns ?? part.Columns);
        string expected = $"{Count(rows)} x {Count(columns)} of {ModelPart.TypeOf<T>()}";
        return fits ? part : throw new ReductionException(
            $"The part '{name}' is {Count(part.Rows)} x {Count(part.Columns)} of {part.Type}, expected {expected}.");
    }

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "some";
}
