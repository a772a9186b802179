using System.Diagnostics;
using Experiments.Reduction.Projections;

namespace Experiments.Reduction;

/// <summary>Settings of random projection: only the number of components.</summary>
public sealed record RandomProjectionOptions : ReducerOptions
{
    /// <inheritdoc/>
    public override PictureAxes Axes => PictureAxes.Linear;
}

/// <summary>
/// Gaussian random projection (Johnson and Lindenstrauss 1984; Bingham and Mannila 2001): every component is a random direction, its entries
/// normal with variance 1/components, so that squared distances are kept on average. The linear picture that learns nothing: what any
/// other must beat.
/// </summary>
public sealed class RandomProjectionReducer(RandomProjectionOptions options) : IReducer
{
    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        options.Require(input.Samples);
        context.Cancellation.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        RandomDirections model = RandomDirections.Draw(input.Samples.Columns, options.NComponents, context.Seed);
        return new ReductionResult(model.Transform(input.Samples, context))
        {
            Seconds = new Dictionary<string, double> { ["neighbors"] = 0, ["fit"] = Stopwatch.GetElapsedTime(start).TotalSeconds },
            Fitted = model,
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Assemble(ModelParts parts, int features)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return RandomDirections.From(parts, features, options.NComponents);
    }
}
