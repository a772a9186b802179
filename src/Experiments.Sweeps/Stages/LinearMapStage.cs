using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>
/// Finds, for each picture that stands for a layer, the linear map that stands for it: the layer's principal components where these are the picture's
/// axes, else a ridge regression on the layer's features. A picture of a layer too wide for a regression gets none.
/// </summary>
/// <param name="inspected">The layer and its pictures.</param>
internal sealed class LinearMapStage(InspectedLayer inspected) : StageNode(StageNames.LinearMaps, inspected.Title, inspected.Inputs)
{
    /// <inheritdoc/>
    public override StageAddress? Address => StageAddress.Of(Kind, inspected.Trials);

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.OfRegression(inspected.Layer);

    /// <summary>The numbers of a picture's map, (axes + 1) × d float64: the mean of the features, then the weights of each axis.</summary>
    public static string Numbers(int picture) => FormattableString.Invariant($"{picture}.npy");

    /// <summary>What the numbers are: <see cref="MapDescription"/>.</summary>
    public static string Description(int picture) => FormattableString.Invariant($"{picture}.json");

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.LinearMaps(
        inputs[1].Content, inspected.Trials.Zip(inputs.Skip(2), (trial, picture) => (IsPrincipal(trial), picture.Content)));

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        Matrix activations = host.Layer(inspected.Layer).Activations;
        Matrix[] pictures = inspected.ReadPictures(inputs);
        return folder => Write(activations, pictures, Contexts.Reduction(context), folder);
    }

    /// <summary>Tells whether the picture is itself a linear map of the layer that is known: its principal components.</summary>
    public static bool IsPrincipal(Trial trial) => trial.Reducer.Options.Axes == PictureAxes.Principal;

    private void Write(Matrix activations, Matrix[] pictures, ReductionContext context, string folder)
    {
        RidgeDesign? ridge = inspected.Trials.All(IsPrincipal) || !RidgeDesign.Fits(activations.Rows, activations.Columns) ? null
            : RidgeDesign.Decompose(activations, context);
        for (int i = 0; i < pictures.Length; i++)
        {
            if (IsPrincipal(inspected.Trials[i]))
            {
                LinearMap map = LinearMap.Of(Pca.Fit(activations, pictures[i].Columns, context));
                Write(folder, i, map, new MapDescription { Exact = true, Intercepts = map.Intercepts });
            }
            else if (ridge is not null)
            {
                RidgeSurrogate surrogate = ridge.Fit(pictures[i], context);
                Write(folder, i, surrogate.Map, new MapDescription { Exact = false, Intercepts = surrogate.Map.Intercepts, Axes = surrogate.Axes });
            }
        }
    }

    private static void Write(string folder, int picture, LinearMap map, MapDescription kept)
    {
        double[] rows = [.. map.Mean, .. map.Weights.SelectMany(weights => weights)];
        NpyFile.Write(Path.Combine(folder, Numbers(picture)), rows, map.Axes + 1, map.Mean.Length);
        JsonFile.Write(Path.Combine(folder, Description(picture)), kept);
    }
}
