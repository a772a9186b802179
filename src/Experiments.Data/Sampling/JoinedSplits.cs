namespace Experiments.Data.Sampling;

/// <summary>A dataset with a further split, "all": the samples of every split, one split after another, each with the split it is from.</summary>
public sealed class JoinedSplits : IDataset
{
    /// <summary>Name of the further split.</summary>
    public const string All = "all";

    private readonly IDataset source;
    private readonly (string Split, int Start, int Count)[] parts;

    private JoinedSplits(IDataset source)
    {
        this.source = source;
        int start = 0;
        parts = [.. source.Info.Splits.Select(split => (split.Key, (start += split.Value) - split.Value, split.Value))];
        Info = source.Info with { Splits = source.Info.Splits.Append(KeyValuePair.Create(All, start)).ToDictionary() };
    }

    /// <inheritdoc/>
    public DatasetInfo Info { get; }

    /// <summary>The dataset with that split; itself where it has one of that name.</summary>
    public static IDataset Of(IDataset source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Info.Splits.ContainsKey(All) ? source : new JoinedSplits(source);
    }

    /// <summary>The split that a sample of "all" is from.</summary>
    public string SplitOf(int index) => parts.First(part => index < part.Start + part.Count).Split;

    /// <inheritdoc/>
    public int[]? Labels(string split)
    {
        if (split != All)
        {
            return source.Labels(split);
        }

        int[]?[] labels = [.. parts.Select(part => source.Labels(part.Split))];
        return labels.Contains(null) ? null : [.. labels.SelectMany(own => own!)];
    }

    /// <inheritdoc/>
    public SampleSet Read(string split, IReadOnlyList<int> indices, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (split != All)
        {
            return source.Read(split, indices, cancellation);
        }

        foreach (int index in indices)
        {
            Info.CheckIndex(split, index);
        }

        ILookup<(string Split, int Start, int Count), int> places = Enumerable.Range(0, indices.Count)
            .ToLookup(i => parts.First(part => indices[i] < part.Start + part.Count));
        SampleSet[] read = [.. parts.Select(part => source.Read(part.Split, [.. places[part].Select(i => indices[i] - part.Start)], cancellation))];
        int[] order = [.. parts.SelectMany(part => places[part])];
        int[] placeOf = [.. Enumerable.Range(0, order.Length)];
        Array.Sort(order, placeOf);
        string[] splits = [.. parts.SelectMany(part => Enumerable.Repeat(part.Split, places[part].Count()))];
        return SampleSet.Join(read).With(splits).At(placeOf);
    }
}
