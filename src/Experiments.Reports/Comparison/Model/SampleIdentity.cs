using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Model;

/// <summary>Measures whether two sweeps look at the same samples: drawn alike from one source, or the same to the last pixel and label.</summary>
internal static class SampleIdentity
{
    public static bool Same((StoredSweep Stored, LayerGroup Group) one, (StoredSweep Stored, LayerGroup Group) other)
    {
        DatasetResult[] first = Datasets(one.Stored.Results, one.Group);
        DatasetResult[] second = Datasets(other.Stored.Results, other.Group);
        return first.Length == second.Length
            && first.Zip(second).All(pair => Draw(pair.First) == Draw(pair.Second)
                || HaveSameContent((one.Stored, pair.First), (other.Stored, pair.Second)));
    }

    /// <summary>All datasets behind a group: one for every data seed.</summary>
    private static DatasetResult[] Datasets(SweepResults results, LayerGroup group)
    {
        HashSet<string> layers = [.. group.Settings.SelectMany(setting => setting.Trials).Select(trial => trial.LayerId), group.Layer.Id];
        HashSet<string> ids = [.. results.Layers.Where(layer => layers.Contains(layer.Id)).Select(layer => layer.DatasetId)];
        return [.. results.Datasets.Where(dataset => ids.Contains(dataset.Id)).OrderBy(dataset => dataset.DataSeed)];
    }

    private static (string Fingerprint, string Split, int Samples, long Seed) Draw(DatasetResult dataset) =>
        (dataset.Fingerprint, dataset.Split, dataset.Samples, dataset.DataSeed);

    /// <summary>Another fingerprint or seed need not mean other samples: whole splits are the same whatever the seed.</summary>
    private static bool HaveSameContent((StoredSweep Stored, DatasetResult Dataset) one, (StoredSweep Stored, DatasetResult Dataset) other) =>
        one.Dataset.Samples == other.Dataset.Samples
        && one.Stored.Images(one.Dataset.Id) is ImageSet first && other.Stored.Images(other.Dataset.Id) is ImageSet second
        && first.Shape == second.Shape && first.Pixels.AsSpan().SequenceEqual(second.Pixels)
        && one.Stored.Labels(one.Dataset.Id).AsSpan().SequenceEqual(other.Stored.Labels(other.Dataset.Id));
}
