using System.Diagnostics;
using Experiments.Reduction.Landmarks;
using Experiments.Reduction.Mds;

namespace Experiments.Reduction;

/// <summary>
/// Multidimensional scaling: classical (Torgerson 1952), or metric by SMACOF (de Leeuw 1977) from the classical picture. Up to
/// <see cref="MdsOptions.Landmarks"/> samples all pairs count; beyond, random landmarks are scaled and all others placed by their distances to them.
/// </summary>
public sealed class MdsReducer(MdsOptions options) : IReducer
{
    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        options.Require(input.Samples);
        context.Cancellation.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        Matrix landmarks = LandmarkSamples.Rows(input.Samples, LandmarkSamples.Choose(input.Samples.Rows, options.Landmarks, context.Seed));
        MdsModel model = MdsModel.Fit(landmarks, options, context);
        return new ReductionResult(model.Transform(input.Samples, context))
        {
            Diagnostics = model.Diagnostics,
            Seconds = new Dictionary<string, double> { ["neighbors"] = 0, ["fit"] = Stopwatch.GetElapsedTime(start).TotalSeconds },
            Fitted = model,
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Assemble(ModelParts parts, int features)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return MdsModel.From(parts, features, options);
    }
}
