namespace Experiments.Reduction;

/// <summary>Maps samples to a low-dimensional picture of them.</summary>
public interface IReducer
{
    /// <summary>Fits the reducer to <paramref name="input"/> and returns the picture, one row a sample.</summary>
    /// <exception cref="ReductionException">The data cannot be reduced with these settings (too few points, non-finite values, …).</exception>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    ReductionResult Fit(ReductionInput input, ReductionContext context);

    /// <summary>
    /// Returns the fitted reducer behind a picture that is already known, as <see cref="Fit"/> gave it for these samples, with these settings and
    /// the context's seed; null when the reducer cannot place new samples. The samples are fitted again, unless the reducer can do without.
    /// </summary>
    /// <param name="input">The n × d samples of the fit, with their labels where the reducer learns from labels.</param>
    /// <param name="embedding">The picture of the samples, n × components.</param>
    /// <param name="context">The seed of that fit; threads, progress and cancellation.</param>
    /// <exception cref="ReductionException">The picture is not one of these samples.</exception>
    IFittedReducer? Restore(ReductionInput input, Matrix embedding, ReductionContext context) => Fit(input, context).Fitted;

    /// <summary>The fitted reducer with such <see cref="IFittedReducer.Parts"/>; asked for only where they are not null.</summary>
    /// <param name="parts">The parts that <see cref="IFittedReducer.Parts"/> gave.</param>
    /// <param name="features">The number of features of a sample.</param>
    /// <exception cref="ReductionException">A part is missing, or does not fit the others or the settings.</exception>
    IFittedReducer Assemble(ModelParts parts, int features) => throw new ReductionException("this reducer is not made of parts.");
}

/// <summary>A fitted reducer that can place samples it has not seen, each independently of the batch it comes in.</summary>
public interface IFittedReducer
{
    /// <summary>Places each row of <paramref name="samples"/> (m × d) in the fitted picture; returns m × components.</summary>
    Matrix Transform(Matrix samples, ReductionContext context);

    /// <summary>
    /// The numbers it is made of, to be saved: one that places the samples it was fitted to where the fit put them, and so does without them. Null
    /// for one that is made again from those samples and their picture (<see cref="IReducer.Restore"/>), for which no labels are kept.
    /// </summary>
    ModelParts? Parts => null;
}

/// <summary>Settings every reducer shares. Derived records add their own as init properties with <see cref="OptionAttribute"/>.</summary>
public abstract record ReducerOptions
{
    /// <summary>Dimensions of the picture.</summary>
    [Option("dimensions of the picture", Minimum = 1)]
    public int NComponents { get; init; } = 2;

    /// <summary>The number of nearest neighbours (others, self excluded) that the fit reads from a shared graph of n points; 0 for none.</summary>
    public virtual int NeighborsNeeded(int n) => 0;

    /// <summary>The metric of that graph.</summary>
    public virtual DistanceMetric NeighborMetric => DistanceMetric.Euclidean;

    /// <summary>
    /// True when the fit depends on where zero lies, as angles do: the reducer is then given samples about zero, not less their
    /// <see cref="Matrix.Origin"/>.
    /// </summary>
    public virtual bool ReadsZero => NearestNeighbors.ReadsZero(NeighborMetric);

    /// <summary>The way in which the neighbours in that graph are searched for.</summary>
    public virtual NeighborMethod NeighborMethod => NeighborMethod.Auto;

    /// <summary>
    /// The number of principal components of n × d samples that the fit reads from <see cref="ReductionInput.Principal"/>; 0 for none.
    /// </summary>
    public virtual int PrincipalNeeded(int n, int d) => 0;

    /// <summary>
    /// True when the fit reads <see cref="ReductionInput.Labels"/>: its picture then says how the classes can be told apart, not how the data lie.
    /// </summary>
    public virtual bool UsesLabels => false;

    /// <summary>The way in which the axes of the picture come from the features: what a report can say of the picture follows from it.</summary>
    public virtual PictureAxes Axes => PictureAxes.Free;

    /// <summary>
    /// Tells whether the seed changes the picture of n samples: without it a fit is the same bytes whatever the seed, and runs once.
    /// </summary>
    public virtual bool UsesSeed(int n) => true;

    /// <summary>
    /// Returns these settings with a share (above 0, up to 1) of the iterations or epochs they would take over n samples, at least one; these very
    /// settings for a reducer that has none to spare.
    /// </summary>
    public virtual ReducerOptions WithShareOfIterations(double share, int n) => this;

    /// <summary>
    /// Lists the problems that these settings have with n samples of d features; empty when they have none. Each problem names the setting, what was
    /// expected and how to mend it, in one line.
    /// </summary>
    public virtual IEnumerable<OptionProblem> Check(int n, int d) => [];

    /// <summary>Lists the problems of <see cref="Check"/>, and tables of coordinates or neighbours that are too large for an array.</summary>
    public IEnumerable<OptionProblem> Problems(int n, int d)
    {
        long wide = Math.Max(n, d);
        return wide * NComponents > Array.MaxLength
            ? [new OptionProblem("n_components", $"{wide} x {NComponents} values are more than one array holds; ask for at most {Array.MaxLength / wide}.")]
            : (long)n * NeighborsNeeded(n) > Array.MaxLength
            ? [new OptionProblem("kind", $"{NeighborsNeeded(n)} neighbours of each of {n} samples are more than one array holds; ask for fewer, or embed fewer samples.")]
            : Check(n, d);
    }

    /// <summary>
    /// Lists the problems that these settings have with samples of so many classes; asked only of a reducer that <see cref="UsesLabels"/>.
    /// </summary>
    public virtual IEnumerable<OptionProblem> CheckClasses(int classes) => [];

    /// <summary>Refuses samples that are not finite, and settings that <see cref="Check"/> finds impossible for them.</summary>
    internal void Require(Matrix samples)
    {
        SampleChecks.RequireFinite(samples);
        Refuse(Problems(samples.Rows, samples.Columns));
    }

    /// <summary>Refuses settings that <see cref="CheckClasses"/> finds impossible for so many classes.</summary>
    internal void RequireClasses(int classes) => Refuse(CheckClasses(classes));

    /// <summary>A share of so many iterations, but not none of some.</summary>
    protected static int ShareOf(int iterations, double share) => Math.Min(iterations, Math.Max(1, (int)Math.Round(iterations * share)));

    private static void Refuse(IEnumerable<OptionProblem> found)
    {
        string[] problems = [.. found.Select(problem => $"{problem.Option}: {problem.Message}")];
        if (problems.Length > 0)
        {
            throw new ReductionException(string.Join(" ", problems));
        }
    }
}

/// <summary>One impossible setting: its name (snake_case) and a one-line explanation of what would work.</summary>
public sealed record OptionProblem(string Option, string Message);

/// <summary>The metrics in which samples can be compared.</summary>
public enum DistanceMetric
{
    /// <summary>Square root of the summed squared differences.</summary>
    Euclidean,

    /// <summary>One minus the cosine of the angle between two samples.</summary>
    Cosine,

    /// <summary>One minus the correlation of two samples' features (cosine of the samples less their own means).</summary>
    Correlation,

    /// <summary>Sum of the absolute differences.</summary>
    Manhattan,
}

/// <summary>The input of a fit: n × d samples and, where the reducer asks for one, a neighbour graph of at least the size it needs.</summary>
/// <param name="Samples">n × d, finite.</param>
/// <param name="Neighbors">The shared graph, or null to let the reducer compute its own.</param>
public sealed record ReductionInput(Matrix Samples, NeighborGraph? Neighbors = null)
{
    /// <summary>
    /// <see cref="Pca.Fit"/> of the samples, shared by reducers that ask for just as many components; null to let each compute its own.
    /// </summary>
    public PcaModel? Principal { get; init; }

    /// <summary>
    /// The class of every sample, −1 where it is not known, for reducers that learn from classes (<see cref="ReducerOptions.UsesLabels"/>); no other
    /// reads them. Null without.
    /// </summary>
    public int[]? Labels { get; init; }

    /// <summary>
    /// Returns the input as a reducer with such settings is to see it: without labels, unless the reducer learns from them, and with samples about
    /// zero where it <see cref="ReducerOptions.ReadsZero"/>.
    /// </summary>
    public ReductionInput SeenBy(ReducerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ReductionInput seen = options.UsesLabels ? this : this with { Labels = null };
        return options.ReadsZero && Samples.Origin is not null ? seen with { Samples = Samples.AboutZero(), Principal = null } : seen;
    }

    /// <summary>The labels, one a sample.</summary>
    /// <exception cref="ReductionException">There are no labels, or not as many as samples.</exception>
    internal int[] LabelsFor(string title) =>
        Labels is not { } labels ? throw new ReductionException($"{title} learns from classes: give a label for each of the {Samples.Rows} samples.")
        : labels.Length == Samples.Rows ? labels
        : throw new ReductionException($"{title} needs a label for each of the {Samples.Rows} samples, got {labels.Length}.");

    /// <summary>The shared graph, or one of its own, of just the neighbours that such settings read.</summary>
    /// <exception cref="ReductionException">The shared graph is of other samples, too small, or of another metric.</exception>
    internal NeighborGraph NeighborsFor(ReducerOptions options, string title, ReductionContext context)
    {
        int needed = options.NeighborsNeeded(Samples.Rows);
        if (Neighbors is not { } shared)
        {
            return FinitePicture.Require(
                NearestNeighbors.Compute(Samples, needed, context, options.NeighborMetric, options.NeighborMethod), Samples);
        }

        return shared.Count == Samples.Rows && shared.K >= needed && shared.Metric == options.NeighborMetric
            ? FinitePicture.Require(shared.Take(needed), Samples)
            : throw new ReductionException(
                $"{title} needs a {options.NeighborMetric} graph of {needed} neighbours for {Samples.Rows} samples, "
                + $"got a {shared.Metric} graph of {shared.K} for {shared.Count}; compute it for these samples, or leave it out.");
    }

    /// <summary>The shared components when there are that many, else components of one's own: the same bytes.</summary>
    internal PcaModel PrincipalComponents(int components, ReductionContext context) =>
        Principal is { } shared && shared.Loadings.Columns == components ? shared : Pca.Fit(Samples, components, context);
}

/// <summary>
/// The circumstances of a run: the seed that fixes every random choice, threads (which never change the result), progress and cancellation.
/// </summary>
public sealed record ReductionContext
{
    /// <summary>Fixes every random choice.</summary>
    public long Seed { get; init; }

    /// <summary>Worker threads; never changes the result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Asked at the beginning of every parallel loop how many of <see cref="Threads"/> it may use, where other work shares them; null for all of
    /// them.
    /// </summary>
    public Func<int>? ThreadsNow { get; init; }

    /// <summary>Told of every finished step.</summary>
    public IProgress<ReductionProgress>? Progress { get; init; }

    /// <summary>Stops the work at the next step.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// Bound on the values of a packed copy of reference rows (256 MB); never changes the result. Wider or more rows are packed in chunks, which
    /// tests make small.
    /// </summary>
    internal int PackedValues { get; init; } = 1 << 26;
}

/// <summary>A finished step: what phase, how far (0..1), and the loss where one is known.</summary>
public readonly record struct ReductionProgress(string Phase, double Fraction, double? Loss = null);

/// <summary>A fitted picture, with what the fit tells about itself.</summary>
/// <param name="Embedding">The picture, n × components.</param>
public sealed record ReductionResult(Matrix Embedding)
{
    /// <summary>Named numbers worth reporting, e.g. kl_divergence (t-SNE), explained_variance_ratio_1 (PCA).</summary>
    public IReadOnlyDictionary<string, double> Diagnostics { get; init; } = new Dictionary<string, double>();

    /// <summary>Seconds by phase: neighbors (0 when given), fit.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();

    /// <summary>Places new samples, where the reducer can.</summary>
    public IFittedReducer? Fitted { get; init; }
}

/// <summary>A fault in samples or settings of a reduction; the message says in one line how to mend it.</summary>
/// <param name="message">What was wrong, what was expected and what to do.</param>
/// <param name="innerException">The cause, where another fault was.</param>
public sealed class ReductionException(string message, Exception? innerException = null) : MendableException(message, innerException);
