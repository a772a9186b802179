namespace Experiments.Data;

/// <summary>What `data describe` says of an opened dataset.</summary>
/// <param name="Info">Shape, source, fingerprint, licence, citation.</param>
/// <param name="Splits">Its splits in order.</param>
public sealed record DatasetDescription(DatasetInfo Info, IReadOnlyList<SplitDescription> Splits)
{
    /// <summary>Counts the classes of every split; decodes nothing.</summary>
    public static DatasetDescription Of(IDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        DatasetInfo info = dataset.Info;
        return new DatasetDescription(
            info, [.. info.Splits.Select(split => new SplitDescription(split.Key, split.Value, Count(dataset, split.Key)))]);
    }

    private static int[] Count(IDataset dataset, string split)
    {
        int[] counts = new int[dataset.Info.ClassNames.Count];
        foreach (int label in dataset.Labels(split) ?? [])
        {
            counts[label]++;
        }

        return counts;
    }
}

/// <summary>One split.</summary>
/// <param name="Name">"train", "test", …</param>
/// <param name="Count">Samples in it.</param>
/// <param name="ClassCounts">Samples by class, in the order of the class names; empty when unlabelled.</param>
public sealed record SplitDescription(string Name, int Count, IReadOnlyList<int> ClassCounts);
