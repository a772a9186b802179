using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>
/// Finds inputs that are the same data under the names of several models: the samples as a network is given them, and the samples without a network.
/// Their principal components agree to the last bit.
/// </summary>
internal static class SameData
{
    /// <summary>Each input that is the same data as another, with that one, which is that without a network where there is one.</summary>
    public static IReadOnlyList<(LayerGroup Twin, LayerGroup Told)> Among(StoredSweep stored, IReadOnlyList<LayerGroup> groups)
    {
        List<(LayerGroup, LayerGroup)> twins = [];
        List<LayerGroup> told = [];
        foreach (LayerGroup group in groups.OrderBy(group => group.Model.Kind != ModelResult.NoModel))
        {
            if (told.FirstOrDefault(other => AreSame(stored, other, group)) is { } first)
            {
                twins.Add((group, first));
            }
            else
            {
                told.Add(group);
            }
        }

        return twins;
    }

    private static bool AreSame(StoredSweep stored, LayerGroup one, LayerGroup other) =>
        one.Layer.Name == LayerResult.InputName && other.Layer.Name == LayerResult.InputName
        && one.Dataset.Id == other.Dataset.Id && one.Layer.Features == other.Layer.Features && one.Settings.Count == other.Settings.Count
        && stored.Spectrum(one.Layer.Id) is { } first && stored.Spectrum(other.Layer.Id) is { } second && first.SequenceEqual(second)
        && stored.Scores(one.Layer.Id) is { } places && stored.Scores(other.Layer.Id) is { } others
        && places.X.AsSpan().SequenceEqual(others.X) && places.Y.AsSpan().SequenceEqual(others.Y)
        && stored.Loadings(one.Layer.Id) is { } axes && stored.Loadings(other.Layer.Id) is { } turned && axes.X.AsSpan().SequenceEqual(turned.X);
}
