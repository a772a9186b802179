using Experiments.Reduction;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Experiments.MLNet;

/// <summary>A reducer as an ML.NET estimator: fits on every row of the input column.</summary>
public sealed class ReductionEstimator : IEstimator<ReductionTransformer>
{
    private readonly TransformsCatalog catalog;
    private readonly ReductionColumns columns;
    private readonly ReducerOptions options;
    private readonly IReducer reducer;
    private readonly long seed;

    internal ReductionEstimator(TransformsCatalog catalog, ReductionColumns columns, ReducerOptions options, IReducer reducer, long seed)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        this.catalog = catalog;
        this.columns = columns;
        this.options = options;
        this.reducer = reducer;
        this.seed = seed;
    }

    /// <summary>Fits the reducer to a column of the data.</summary>
    /// <exception cref="ReductionException">
    /// The column is missing or no vector of float of known size, that of labels is neither key nor int, or the settings do not suit the data.
    /// </exception>
    public ReductionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Matrix samples = Read(input);
        OptionProblem[] problems = [.. options.Problems(samples.Rows, samples.Columns)];
        if (problems.Length > 0)
        {
            throw new ReductionException(string.Join("; ", problems.Select(problem => $"{problem.Option}: {problem.Message}")));
        }

        int[]? labels = columns.Label is { } label ? ReadLabels(input, label) : null;
        ReductionResult result = reducer.Fit(new ReductionInput(samples) { Labels = labels }, new ReductionContext { Seed = seed });
        return new ReductionTransformer(catalog, columns, new FittedRows(FittedModel.Of(options, seed, samples, result)), input);
    }

    /// <summary>The input's shape and a vector of float under the output's name.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        catalog.Concatenate(columns.Output, columns.Input).GetOutputSchema(inputSchema); // the only public way to make a vector column's shape

    /// <summary>Classes from 0; a key counts from 1, and 0 stands for a missing one.</summary>
    private static int[] ReadLabels(IDataView input, string name)
    {
        DataViewSchema.Column? column = input.Schema.GetColumnOrNull(name);
        int[] labels = column?.Type switch
        {
            KeyDataViewType { RawType: Type raw } when raw == typeof(uint) => [.. input.GetColumn<uint>(name).Select(key => (int)key - 1)],
            NumberDataViewType type when type == NumberDataViewType.Int32 => [.. input.GetColumn<int>(name)],
            _ => throw new ReductionException(
                $"Column '{name}' must hold a class for every row, as a key (MapValueToKey makes one) or int, but "
                + $"{(column is null ? "there is none" : $"it is {column.Value.Type}")}."),
        };
        int missing = Array.IndexOf(labels, -1);
        return missing < 0 ? labels : throw new ReductionException($"Column '{name}' has no class in row {missing}; leave such rows out.");
    }

    private Matrix Read(IDataView input)
    {
        DataViewSchema.Column? column = input.Schema.GetColumnOrNull(columns.Input);
        if (column?.Type is not VectorDataViewType { IsKnownSize: true } type || type.ItemType != NumberDataViewType.Single)
        {
            string got = column is null ? "there is none" : $"it is {column.Value.Type}";
            throw new ReductionException($"Column '{columns.Input}' must be a vector of float of known size, but {got}.");
        }

        List<float> values = [];
        float[] row = new float[type.Size];
        int rows = 0;
        foreach (VBuffer<float> vector in input.GetColumn<VBuffer<float>>(columns.Input))
        {
            vector.CopyTo(row);
            values.AddRange(row);
            rows++;
        }

        return new Matrix([.. values], rows, type.Size);
    }
}
