using Experiments.Reduction.Saving;

namespace Experiments.Reduction;

/// <summary>
/// A fitted reducer with all it takes to place new samples in another process: which reducer, its settings and seed, the picture, and the
/// samples it was fitted to or, where they are not needed, its own numbers. Saved and loaded in one file (<see cref="ModelFile"/> holds the
/// format); it places new samples in the same bytes before and after.
/// </summary>
public sealed class FittedModel
{
    private const string SamplesPart = "samples";
    private const string PicturePart = "picture";
    private const string OriginPart = "origin";
    private const int MostShown = 500;
    private readonly IFittedReducer fitted;

    private FittedModel(ReducerDescriptor reducer, ReducerOptions options, long seed, Matrix embedding, IFittedReducer fitted)
    {
        Reducer = reducer;
        Options = options;
        Seed = seed;
        Embedding = embedding;
        this.fitted = fitted;
    }

    /// <summary>The reducer that was fitted.</summary>
    public ReducerDescriptor Reducer { get; }

    /// <summary>The settings of the fit.</summary>
    public ReducerOptions Options { get; }

    /// <summary>The seed it was fitted with.</summary>
    public long Seed { get; }

    /// <summary>Features of a sample.</summary>
    public required int Features { get; init; }

    /// <summary>The picture of the samples it was fitted to, n × components.</summary>
    public Matrix Embedding { get; }

    /// <summary>
    /// The samples it was fitted to, n × d; null for a loaded reducer that does without them (PCA, say), which gives them their place again.
    /// </summary>
    public Matrix? Samples { get; init; }

    /// <summary>
    /// The number that the fit saw subtracted from each column of the samples (<see cref="Matrix.Origin"/>); null for nothing. New samples are put
    /// about this origin, and are best read less it.
    /// </summary>
    public IReadOnlyList<double>? Origin { get; init; }

    /// <summary>Named numbers of the fit.</summary>
    public IReadOnlyDictionary<string, double> Diagnostics { get; init; } = new Dictionary<string, double>();

    /// <summary>Short texts that are kept with it: names of columns, say.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();

    /// <summary>The reducer's own model: a <see cref="PcaModel"/> with its loadings, say.</summary>
    public IFittedReducer Model => fitted;

    /// <summary>Takes the outcome of a fit, ready to be saved.</summary>
    /// <param name="options">The settings of the fit.</param>
    /// <param name="seed">The seed of the fit.</param>
    /// <param name="samples">The samples, n × d.</param>
    /// <param name="result">The result that the fit returned.</param>
    /// <param name="reducers">The reducers to look for the settings' own among; <see cref="StandardReducers"/> when left out.</param>
    /// <exception cref="ReductionException">The reducer cannot place new samples, or is not among these.</exception>
    public static FittedModel Of(ReducerOptions options, long seed, Matrix samples, ReductionResult result, ReducerRegistry? reducers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(result);
        ReducerDescriptor reducer = (reducers ?? StandardReducers.Create()).All.FirstOrDefault(reducer => reducer.OptionsType == options.GetType())
            ?? throw new ReductionException($"No reducer with settings of type {options.GetType().Name} is registered.");
        IFittedReducer fitted = result.Fitted
            ?? throw new ReductionException($"{reducer.Title} cannot place new samples: there is no model to keep.");
        return new FittedModel(reducer, options, seed, result.Embedding, fitted)
        {
            Samples = samples,
            Origin = options.ReadsZero ? null : samples.Origin,
            Features = samples.Columns,
            Diagnostics = result.Diagnostics,
        };
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="reducers">The reducers it may be of; <see cref="StandardReducers"/> when left out.</param>
    /// <param name="context">Threads and cancellation; the seed is the file's.</param>
    /// <exception cref="ReductionException">The file is none of a fitted reducer, damaged, cut short, or of another version; one line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FittedModel Load(string path, ReducerRegistry? reducers = null, ReductionContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        (ModelHeader header, ModelParts parts) = ModelFile.Read(path);
        try
        {
            return Assemble(header, parts, reducers ?? StandardReducers.Create(), context ?? new ReductionContext());
        }
        catch (Exception fault) when (fault is ReductionException or ArgumentException or OverflowException)
        {
            throw new ReductionException($"{path}: {OneLine(fault.Message)}", fault);
        }
    }

    /// <summary>Places each row of <paramref name="samples"/> (m × d) in the picture; returns m × components.</summary>
    /// <exception cref="ReductionException">The samples have other columns, or are not finite.</exception>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        SampleChecks.RequireColumns(samples, Features);
        return fitted.Transform(samples.About(Origin), context);
    }

    /// <summary>Returns the same model with other notes.</summary>
    public FittedModel With(IReadOnlyDictionary<string, string> notes) =>
        new(Reducer, Options, Seed, Embedding, fitted)
        {
            Samples = Samples,
            Origin = Origin,
            Features = Features,
            Diagnostics = Diagnostics,
            Notes = notes,
        };

    /// <summary>Writes it, complete or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ModelParts parts = fitted.Parts ?? new ModelParts().Add(SamplesPart, Samples!.About(Origin));
        if (Origin is not null)
        {
            parts.Add(OriginPart, [.. Origin]);
        }

        ModelHeader header = new()
        {
            Reducer = Reducer.Kind,
            ReducerVersion = Reducer.Version,
            Seed = Seed,
            Features = Features,
            Settings = OptionSchema.Values(Options).ToDictionary(),
            Diagnostics = Diagnostics,
            Notes = Notes,
        };
        ModelFile.Write(path, header, parts.Add(PicturePart, Embedding));
    }

    // A damaged header may hold anything.
    private static string OneLine(string message) =>
        new([.. message.Take(MostShown).Select(c => char.IsControl(c) ? '?' : c), .. message.Length > MostShown ? "…" : string.Empty]);

    private static FittedModel Assemble(ModelHeader header, ModelParts parts, ReducerRegistry reducers, ReductionContext context)
    {
        ReducerDescriptor reducer = reducers.Find(header.Reducer)
            ?? throw new ReductionException(
                $"it is of the reducer '{header.Reducer}', there are {string.Join(", ", reducers.All.Select(one => one.Kind))}.");
        if (header.ReducerVersion != reducer.Version)
        {
            throw new ReductionException(
                $"it was fitted by version {header.ReducerVersion} of {reducer.Title}, this is version {reducer.Version}; fit it again.");
        }

        ReducerOptions options = (ReducerOptions)StoredSettings.Read(reducer.OptionsType, header.Settings);
        Matrix picture = parts.Matrix(PicturePart, columns: options.NComponents);
        IReducer maker = reducer.Create(options);
        context = context with { Seed = header.Seed };
        bool whole = parts.Has(SamplesPart);
        double[]? origin = parts.Has(OriginPart) ? parts.Row(OriginPart, header.Features) : null;
        Matrix? samples = whole ? parts.Matrix(SamplesPart, picture.Rows, header.Features).SaidAbout(origin) : null;
        IFittedReducer fitted = samples is null ? maker.Assemble(parts, header.Features) : Restore(maker, options, samples, picture, context);
        return new FittedModel(reducer, options, header.Seed, picture, fitted)
        {
            Samples = samples,
            Origin = origin,
            Features = header.Features,
            Diagnostics = header.Diagnostics,
            Notes = header.Notes,
        };
    }

    private static IFittedReducer Restore(IReducer maker, ReducerOptions options, Matrix samples, Matrix picture, ReductionContext context)
    {
        options.Require(samples);
        return maker.Restore(new ReductionInput(samples), picture, context) ?? throw new ReductionException("the reducer cannot place new samples.");
    }
}
