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
    private const string OutputNote = "mlnet_output";
    private const string InputNote = "mlnet_input";
    private readonly ReductionColumns columns;
    private readonly FittedRows rows;
    private readonly ITransformer mapping;

    internal ReductionTransformer(TransformsCatalog catalog, ReductionColumns columns, FittedRows rows, IDataView input)
    {
        this.rows = rows;
        this.columns = columns;
        SchemaDefinition source = Source(columns, rows.Model.Features);
        SchemaDefinition target = Named<PictureRow>(nameof(PictureRow.Picture), columns.Output, rows.Model.Embedding.Columns);
        mapping = catalog.CustomMapping<FeatureRow, PictureRow>(
            (from, to) => to.Picture = rows.Place(from.Features), contractName: null, source, target).Fit(input);
    }

    /// <summary>The rows it was fitted to, as placed: n × components, in the order of the data.</summary>
    public Matrix Embedding => rows.Model.Embedding;

    /// <summary>The fitted model: a <see cref="PcaModel"/> with its loadings, say.</summary>
    public IFittedReducer Model => rows.Model.Model;

    /// <summary>Named numbers of the fit (kl_divergence, …).</summary>
    public IReadOnlyDictionary<string, double> Diagnostics => rows.Model.Diagnostics;

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => mapping.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => mapping.GetRowToRowMapper(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => mapping.Transform(input);

    /// <summary>Reads a transformer that <see cref="Save(string)"/> wrote, or a model that <see cref="FittedModel.Save"/> did.</summary>
    /// <param name="context">The context it will be used in.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="outputColumnName">Column to add; the file's when left out.</param>
    /// <param name="inputColumnName">Column to read; the file's when left out.</param>
    /// <exception cref="ReductionException">
    /// The file is none of a fitted reducer, damaged, cut short, of another version, or names no columns; one line.
    /// </exception>
    public static ReductionTransformer Load(MLContext context, string path, string? outputColumnName = null, string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        FittedModel model = FittedModel.Load(path);
        ReductionColumns columns = new(
            outputColumnName ?? model.Notes.GetValueOrDefault(OutputNote) ?? throw Nameless(path, nameof(outputColumnName)),
            inputColumnName ?? model.Notes.GetValueOrDefault(InputNote) ?? throw Nameless(path, nameof(inputColumnName)));
        IDataView empty = context.Data.LoadFromEnumerable(Enumerable.Empty<FeatureRow>(), Source(columns, model.Features));
        return new ReductionTransformer(context.Transforms, columns, new FittedRows(model), empty);
    }

    /// <summary>
    /// Writes it, complete or not at all, in Experiments' own format, with the names of its columns; <see cref="Load"/> reads it, and so does
    /// <see cref="FittedModel.Load"/>, without ML.NET.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) =>
        rows.Model.With(new Dictionary<string, string> { [OutputNote] = columns.Output, [InputNote] = columns.Input }).Save(path);

    /// <summary>Not supported: ML.NET's model files cannot hold types from outside ML.NET.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Save(ModelSaveContext ctx) => throw new NotSupportedException(
        "A fitted reducer cannot be saved in an ML.NET model file; save it beside it with ReductionTransformer.Save(path), and read it with "
        + "ReductionTransformer.Load.");

    private static ReductionException Nameless(string path, string parameter) => new($"{path} names no columns of ML.NET; give {parameter}.");

    private static SchemaDefinition Source(ReductionColumns columns, int features) =>
        Named<FeatureRow>(nameof(FeatureRow.Features), columns.Input, features);

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
