using System.Diagnostics;
using System.Globalization;

namespace Experiments.Reduction;

/// <summary>Settings of PCA: only the number of components.</summary>
public sealed record PcaOptions : ReducerOptions
{
    /// <inheritdoc/>
    public override PictureAxes Axes => PictureAxes.Principal;

    /// <inheritdoc/>
    public override bool UsesSeed(int n) => false;

    /// <inheritdoc/>
    public override int PrincipalNeeded(int n, int d) => NComponents;

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        if (n < 2)
        {
            yield return new OptionProblem("n_components", $"PCA needs at least 2 samples, got {n}; add samples.");
        }
        else if (NComponents > Math.Min(n, d))
        {
            yield return new OptionProblem(
                "n_components", $"{n} samples of {d} features have at most {Math.Min(n, d)} principal components; use that many or fewer.");
        }
    }
}

/// <summary>PCA as a reducer.</summary>
public sealed class PcaReducer(PcaOptions options) : IReducer
{
    private const int ReportedComponents = 10;

    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        long start = Stopwatch.GetTimestamp();
        PcaModel model = input.PrincipalComponents(options.NComponents, context);
        Matrix embedding = model.Transform(input.Samples, context);
        return new ReductionResult(embedding)
        {
            Diagnostics = Diagnose(model),
            Seconds = new Dictionary<string, double> { ["neighbors"] = 0, ["fit"] = Stopwatch.GetElapsedTime(start).TotalSeconds },
            Fitted = model,
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Assemble(ModelParts parts, int features)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return PcaModel.From(parts, features, options.NComponents);
    }

    private Dictionary<string, double> Diagnose(PcaModel model)
    {
        Dictionary<string, double> diagnostics = new()
        {
            ["exact"] = model.IsExact ? 1 : 0,
            ["explained_variance_ratio_total"] = model.ExplainedVarianceRatio.Take(options.NComponents).Sum(),
        };
        for (int c = 0; c < Math.Min(options.NComponents, ReportedComponents); c++)
        {
            diagnostics[string.Create(CultureInfo.InvariantCulture, $"explained_variance_ratio_{c + 1}")] = model.ExplainedVarianceRatio[c];
        }

        return diagnostics;
    }
}
