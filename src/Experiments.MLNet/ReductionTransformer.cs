using Experiments.Reduction;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Experiments.MLNet;

/// <summary>
/// A fitted reducer as an ML.NET transformer: rows it was fitted to keep the place the fit gave them, others are placed as new points,
/// one at a time.
/// </summary>
public sealed class ReductionTransformer : ITransformer
{
    private readonly FittedRows rows;
    private readonly ITransformer mapping;

    internal ReductionTransformer(TransformsCatalog catalog, ReductionColumns columns, FittedRows rows, IDataView input)
    {
        this.rows = rows;
        SchemaDefinition source = Named<FeatureRow>(nameof(FeatureRow.Features), columns.Input, rows.Features);
        SchemaDefinition target = Named<PictureRow>(nameof(PictureRow.Picture), columns.Output, rows.Components);
        mapping = catalog.CustomMapping<FeatureRow, PictureRow>(
            (from, to) => to.Picture = rows.Place(from.Features), contractName: null, source, target).Fit(input);
    }

    /// <summary>The rows it was fitted to, as placed: n × components, in the order of the data.</summary>
    public Matrix Embedding => rows.Result.Embedding;

    /// <summary>The fitted model: a <see cref="PcaModel"/> with its loadings, say.</summary>
    public IFittedReducer? Model => rows.Result.Fitted;

    /// <summary>Named numbers of the fit (kl_divergence, …).</summary>
    public IReadOnlyDictionary<string, double> Diagnostics => rows.Result.Diagnostics;

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => mapping.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => mapping.GetRowToRowMapper(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => mapping.Transform(input);

    /// <summary>Not supported: ML.NET's model files cannot hold types from outside ML.NET.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Save(ModelSaveContext ctx) => throw new NotSupportedException(
        "A fitted reducer cannot be saved in an ML.NET model file; keep the Embedding (for instance as NPY) and fit again with the same seed, which gives the same bytes.");

    private static SchemaDefinition Named<TRow>(string property, string column, int size)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(TRow));
        SchemaDefinition.Column only = schema[property];
        only.ColumnName = column;
        only.ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        return schema;
    }

    private sealed class FeatureRow
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class PictureRow
    {
        public float[] Picture { get; set; } = [];
    }
}
