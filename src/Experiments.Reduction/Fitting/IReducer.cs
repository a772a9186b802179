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
