namespace Experiments.Data;

/// <summary>The description of an opened dataset that `data describe` prints.</summary>
/// <param name="Info">Shape, source, fingerprint, licence, citation.</param>
/// <param name="Splits">The dataset's splits in order.</param>
public sealed record DatasetDescription(DatasetInfo Info, IReadOnlyList<SplitDescription> Splits)
{
    private const int AtOnce = 256;

    /// <summary>Counts the classes of every split; decodes nothing.</summary>
    public static DatasetDescription Of(IDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        DatasetInfo info = dataset.Info;
        return new DatasetDescription(
            info, [.. info.Splits.Select(split => Describe(dataset, split.Key, split.Value))]);
    }

    /// <summary>Describes a dataset once every sample has been read, so that what cannot be read is known.</summary>
    /// <exception cref="DataException">A sample cannot be read.</exception>
    public static DatasetDescription Checked(IDataset dataset, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        foreach ((string split, int count) in dataset.Info.Splits)
        {
            foreach (int[] some in Enumerable.Range(0, count).Chunk(AtOnce))
            {
                dataset.Read(split, some, cancellation);
            }
        }

        return Of(dataset);
    }

    private static SplitDescription Describe(IDataset dataset, string split, int samples)
    {
        int[] counts = new int[dataset.Info.ClassNames.Count];
        int[] labels = dataset.Labels(split) ?? [];
        foreach (int label in labels.Where(label => label >= 0))
        {
            counts[label]++;
        }

        double[] values = dataset.Values(split) ?? [];
        double[] known = [.. values.Where(double.IsFinite)];
        return new SplitDescription(split, samples, counts)
        {
            Unlabelled = labels.Count(label => label < 0) + values.Count(double.IsNaN),
            Range = known.Length == 0 ? null : (known.Min(), known.Max()),
        };
    }
}

/// <summary>A split of a dataset, with the number of its samples.</summary>
/// <param name="Name">The split's name: "train", "test", …</param>
/// <param name="Count">The number of samples in the split.</param>
/// <param name="ClassCounts">Samples by class, in the order of the class names; empty when unlabelled.</param>
public sealed record SplitDescription(string Name, int Count, IReadOnlyList<int> ClassCounts)
{
    /// <summary>Samples whose label is not known, where others have one.</summary>
    public int Unlabelled { get; init; }

    /// <summary>Smallest and largest value where labels are values of a quantity; null where they are not.</summary>
    public (double Low, double High)? Range { get; init; }
}
