using Experiments.Results.Choosing;
using Experiments.Results.Folder;

namespace Experiments.Reports.Comparison.Model;

/// <summary>Finds each layer's counterparts in the other sweeps.</summary>
internal static class LayerMatching
{
    /// <summary>Every layer of every sweep, the baseline's first.</summary>
    public static IReadOnlyList<ComparedLayer> Match(IReadOnlyList<ComparedSweep> sweeps, Pairing pairing)
    {
        (string, ModelKey?, string, string) KeyOf(LayerGroup group) =>
            (pairing.Key(group.Dataset), pairing.Key(group.Model), group.Layer.Name, group.Layer.Pooling);
        return
        [
            .. sweeps.SelectMany(sweep => sweep.Model.AllGroups).Select(KeyOf).Distinct()
                .Select(key => Compare(sweeps, pairing,
                    [.. sweeps.Select(sweep => sweep.Model.AllGroups.FirstOrDefault(group => KeyOf(group) == key))])),
        ];
    }

    private static ComparedLayer Compare(IReadOnlyList<ComparedSweep> sweeps, Pairing pairing, LayerGroup?[] groups)
    {
        LayerGroup first = groups.First(group => group is not null)!;
        StoredSweep stored = sweeps[Array.IndexOf(groups, first)].Model.Stored;
        string pooling = first.Layer.Pooling is "none" or "" ? string.Empty : $" ({first.Layer.Pooling})";
        return new ComparedLayer
        {
            Name = pairing.Name(first.Dataset, first.Model, first.Layer.Name + pooling),
            Groups = groups,
            SameSamples = [.. groups.Select((group, i) =>
                group == first || (group is not null && SampleIdentity.Same((stored, first), (sweeps[i].Model.Stored, group))))],
            Settings = SettingMatching.Match(groups),
        };
    }
}
