using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Explaining;

/// <summary>
/// Files, beside each picture of a layer, the linear map that stands for it: PCA's own, or a ridge regression on the layer's features.
/// </summary>
internal sealed class MapKeeper(SweepPaths paths, OwnFolder folder, Matrix activations, ReductionContext context)
{
    private readonly Lazy<RidgeDesign?> design = new(() =>
        RidgeDesign.Fits(activations.Rows, activations.Columns) ? RidgeDesign.Decompose(activations, context) : null);

    /// <summary>Tells whether the picture is itself a linear map of the layer.</summary>
    public static bool IsLinear(TrialResult trial) => trial.Reducer == "pca";

    /// <summary>Files the maps; a picture of a layer too wide for a regression gets none.</summary>
    public void Keep(IReadOnlyList<TrialResult> trials, IReadOnlyList<Matrix> pictures)
    {
        for (int i = 0; i < trials.Count; i++)
        {
            if (IsLinear(trials[i]))
            {
                LinearMap map = LinearMap.Of(Pca.Fit(activations, pictures[i].Columns, context));
                Write(trials[i].Id, map, new KeptMap { Exact = true, Intercepts = map.Intercepts });
            }
            else if (design.Value is { } ridge)
            {
                RidgeSurrogate surrogate = ridge.Fit(pictures[i], context);
                Write(trials[i].Id, surrogate.Map, new KeptMap { Exact = false, Intercepts = surrogate.Map.Intercepts, Axes = surrogate.Axes });
            }
        }
    }

    private void Write(string trialId, LinearMap map, KeptMap kept)
    {
        double[] rows = [.. map.Mean, .. map.Weights.SelectMany(weights => weights)];
        folder.Put(paths.Map(trialId), stream => NpyFile.Write(stream, rows, map.Axes + 1, map.Mean.Length));
        folder.Put(paths.MapDescription(trialId), JsonFile.Bytes(kept));
    }
}
