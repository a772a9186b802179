namespace Experiments.Reduction;

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
    public virtual bool ReadsZero => NeighborMetric.ReadsZero();

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
            ? [new OptionProblem(
                "n_components", $"{wide} x {NComponents} values are more than one array holds; ask for at most {Array.MaxLength / wide}.")]
            : (long)n * NeighborsNeeded(n) > Array.MaxLength
            ? [new OptionProblem(
                "kind",
                $"{NeighborsNeeded(n)} neighbours of each of {n} samples are more than one array holds; ask for fewer, or embed fewer samples.")]
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

    /// <summary>The way out where samples bound a setting: the most that they allow, unless even the least is too much for them.</summary>
    private protected static string ChooseAtMost(int most, int least) => most >= least ? $"choose at most {most}, or add samples" : "add samples";

    /// <summary>The problem of a picture with more dimensions than so many landmarks span.</summary>
    private protected static OptionProblem TooFewLandmarks(int landmarks) => new(
        "n_components",
        landmarks > 1
            ? $"{landmarks} landmarks span at most {landmarks - 1} dimensions; ask for fewer, or add samples or landmarks."
            : "a single landmark spans no dimension; add samples or landmarks.");

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
