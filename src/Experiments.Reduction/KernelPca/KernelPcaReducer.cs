using System.Diagnostics;
using Experiments.Reduction.KernelPca;
using Experiments.Reduction.Landmarks;

namespace Experiments.Reduction;

/// <summary>
/// Kernel principal component analysis (Schölkopf, Smola and Müller 1998): principal components in the space of a kernel. Up to
/// <see cref="KernelPcaOptions.Landmarks"/> samples it is exact; beyond, the components are those of random landmarks, and every sample is projected
/// on them.
/// </summary>
/// <remarks>
/// Samples in another unit give another picture: gamma is one over a squared distance (rbf) or a squared value (polynomial), and its default, 1 over
/// the number of features as in scikit-learn's kernel functions, expects features of variance 1 (<c>scale: standard</c>). The cosine kernel has no
/// unit.
/// </remarks>
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
        Matrix landmarks = LandmarkSamples.Rows(input.Samples, LandmarkSamples.Choose(input.Samples.Rows, options.Landmarks, context.Seed));
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
