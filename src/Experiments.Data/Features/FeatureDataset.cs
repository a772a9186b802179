using Experiments.Data.Formats;
using Experiments.Reduction;

namespace Experiments.Data.Features;

/// <summary>Features in memory, with labels and the images they belong to where there are any; one split, "all".</summary>
internal sealed class FeatureDataset : IDataset
{
    /// <summary>Name of the only split.</summary>
    public const string OnlySplit = "all";

    private readonly Matrix features;
    private readonly LabelSet? labels;
    private readonly byte[]? pixels;

    private FeatureDataset(Matrix features, LabelSet? labels, byte[]? pixels, DatasetInfo info)
    {
        this.features = features;
        this.labels = labels;
        this.pixels = pixels;
        Info = info;
    }

    public DatasetInfo Info { get; }

    /// <summary>The names of samples; null where they have none.</summary>
    private IReadOnlyList<string>? Names { get; init; }

    /// <summary>Features with class indices; <paramref name="info"/> says what the numbers themselves do not.</summary>
    public static FeatureDataset Of(Matrix features, int[]? labels, DatasetInfo info) =>
        new(features, labels is null ? null : new LabelSet(labels, info.ClassNames, null), null, info with
        {
            Features = features.Columns,
            Splits = new Dictionary<string, int> { [OnlySplit] = features.Rows },
        });

    /// <summary>Makes a dataset of rows as read from files, with their features scaled.</summary>
    /// <param name="rows">The rows as they were read.</param>
    /// <param name="features">The features of the rows.</param>
    /// <param name="labels">The labels of the rows; null for none.</param>
    /// <param name="info">The facts that the numbers themselves do not say.</param>
    public static FeatureDataset Of(FeatureRows rows, Matrix features, LabelSet? labels, DatasetInfo info) =>
        new(features, labels, rows.Images?.Pixels, info with
        {
            Shape = rows.Images?.Shape,
            Features = features.Columns,
            FeatureNames = rows.KnownNames,
            ClassNames = labels?.ClassNames ?? [],
            Splits = new Dictionary<string, int> { [OnlySplit] = rows.Features.Rows },
        })
        {
            Names = rows.Ids,
        };

    public int[]? Labels(string split)
    {
        Info.CountOf(split);
        return labels?.Classes is { } classes ? [.. classes] : null;
    }

    public double[]? Values(string split)
    {
        Info.CountOf(split);
        return labels?.Values is { } values ? [.. values] : null;
    }

    public SampleSet Read(string split, IReadOnlyList<int> indices, CancellationToken cancellation)
    {
        Matrix rows = new(indices.Count, features.Columns) { Origin = features.Origin };
        int imageSize = Info.Shape?.Size ?? 0;
        byte[]? images = pixels is null ? null : new byte[checked(indices.Count * imageSize)];
        for (int i = 0; i < indices.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int index = Info.CheckIndex(split, indices[i]);
            features.Row(index).CopyTo(rows.Row(i));
            pixels?.AsSpan(index * imageSize, imageSize).CopyTo(images.AsSpan(i * imageSize));
        }

        return new SampleSet(indices.Count, Info.Shape, images, rows, labels?.Classes is { } classes
            ? [.. indices.Select(index => classes[index])] : null)
        {
            Values = labels?.Values is { } values ? [.. indices.Select(index => values[index])] : null,
            Names = Names is null ? null : [.. indices.Select(index => Names[index])],
        };
    }
}
