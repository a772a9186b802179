using System.Diagnostics;

namespace Experiments.Reduction;

/// <summary>
/// Kernel principal component analysis (Schölkopf, Smola and Müller 1998): principal components in the space of a kernel. Up to
/// <see cref="KernelPcaOptions.Landmarks"/> samples it is exact; beyond, the components are those of random landmarks, and every sample is projected
/// on them.
/// </summary>
public sealed class KernelPcaReducer(KernelPcaOptions options) : IReducer
{
    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        options.Require(input.Samples);
        context.Cancellation.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        Matrix landmarks = Landmarks.Rows(input.Samples, Landmarks.Choose(input.Samples.Rows, options.Landmarks, context.Seed));
        KernelPcaModel model = KernelPcaModel.Fit(landmarks, options, context);
        return new ReductionResult(model.Transform(input.Samples, context))
        {
            Diagnostics = new Dictionary<string, double> { ["landmarks"] = landmarks.Rows, ["explained_variance_ratio_total"] = model.Share },
            Seconds = new Dictionary<string, double> { ["neighbors"] = 0, ["fit"] = Stopwatch.GetElapsedTime(start).TotalSeconds },
            Fitted = model,
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Assemble(ModelParts parts, int features)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return KernelPcaModel.From(parts, features, options);
    }
}
