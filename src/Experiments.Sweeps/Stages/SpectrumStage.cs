using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>Principal components of a layer, for its scree and biplot pages.</summary>
/// <param name="layer">The layer.</param>
/// <param name="activations">The stage of the layer's activations.</param>
internal sealed class SpectrumStage(LayerPlan layer, StageNode activations) : StageNode(StageNames.Spectrum, Titles.Of(layer), activations)
{
    /// <summary>Explained variance ratios, float64.</summary>
    public const string Spectrum = "spectrum.npy";

    /// <summary>Loadings on the first two components, d × 2 float32.</summary>
    public const string Loadings = "loadings.npy";

    /// <summary>Scores on the first two components, n × 2 float32.</summary>
    public const string Scores = "scores.npy";

    private const int Plane = 2;

    /// <summary>Components asked for where not all of them can be had (samples and features both beyond <see cref="Pca.ExactLimit"/>).</summary>
    private const int LeadingComponents = 100;

    /// <inheritdoc/>
    public override StageAddress? Address => new(Kind, layer.Id);

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.Of(layer);

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.Spectrum(inputs[0].Content);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        Matrix samples = host.Layer(layer).Activations;
        PcaModel? plane = Math.Min(samples.Rows, samples.Columns) <= Pca.ExactLimit
            ? host.Layer(layer).PrincipalPlane(Contexts.Reduction(context)).Model : null;
        return folder => Write(samples, plane, Contexts.Reduction(context), folder);
    }

    /// <summary>Reads back the samples on the first two components, n × 2.</summary>
    public static Matrix ReadScores(Artifact artifact) => SampleStage.ReadMatrix(artifact[Scores], null);

    /// <summary>An exact <paramref name="plane"/> knows all variances; without one the leading ones are computed.</summary>
    private static void Write(Matrix samples, PcaModel? plane, ReductionContext context, string folder)
    {
        PcaModel model = plane ?? Pca.Fit(samples, LeadingComponents, context);
        Matrix loadings = FirstTwo(model.Loadings);
        Matrix scores = FirstTwo(model.Transform(samples, context));
        Write(model.ExplainedVarianceRatio, loadings, scores, folder);
    }

    /// <summary>Writes the three files into a folder.</summary>
    /// <param name="shares">Explained variance ratios.</param>
    /// <param name="loadings">Loadings on the first two components, d × 2.</param>
    /// <param name="scores">The samples on the first two components, n × 2.</param>
    /// <param name="folder">The folder.</param>
    public static void Write(double[] shares, Matrix loadings, Matrix scores, string folder)
    {
        NpyFile.Write(Path.Combine(folder, Spectrum), shares, shares.Length);
        NpyFile.Write(Path.Combine(folder, Loadings), loadings.Values, loadings.Rows, Plane);
        NpyFile.Write(Path.Combine(folder, Scores), scores.Values, scores.Rows, Plane);
    }

    /// <summary>The first two columns; a single one gets a column of zeros beside it.</summary>
    private static Matrix FirstTwo(Matrix matrix)
    {
        Matrix two = new(matrix.Rows, Plane);
        for (int i = 0; i < matrix.Rows; i++)
        {
            matrix.Row(i)[..Math.Min(Plane, matrix.Columns)].CopyTo(two.Row(i));
        }

        return two;
    }
}
