using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Draws a dataset's embedded samples.</summary>
internal static class SampleStage
{
    /// <summary>File of class indices, n int32; absent when unlabelled.</summary>
    public const string Labels = "labels.npy";

    /// <summary>File of images, n × h × w × c uint8; absent when there are none.</summary>
    public const string Pixels = "pixels.npy";

    /// <summary>File of features, n × d float32; absent when the images are the features.</summary>
    public const string Features = "features.npy";

    /// <summary>The stage.</summary>
    public static StageWork Of(DatasetPlan dataset) => new(
        StageNames.Dataset,
        StageKeys.Samples(dataset, dataset.Split, dataset.Samples),
        $"{dataset.Name}, {dataset.Samples} of '{dataset.Split}'",
        context => folder => Write(Draw(dataset, dataset.Split, dataset.Samples, context.Cancellation), folder));

    /// <summary>Reads <paramref name="count"/> samples of a split, stratified by class.</summary>
    public static SampleSet Draw(DatasetPlan dataset, string split, int count, CancellationToken cancellation)
    {
        int total = dataset.Info.Splits[split];
        int[] indices = count == total ? [.. Enumerable.Range(0, total)] : Subsample.Draw(dataset.Source.Labels(split), total, count, dataset.DataSeed);
        return dataset.Source.Read(split, indices, cancellation);
    }

    /// <summary>Reads back what the stage stored.</summary>
    public static SampleSet Read(Artifact artifact) => Read(
        artifact.Has(Pixels) ? artifact[Pixels] : null, artifact.Has(Features) ? artifact[Features] : null, ReadLabels(artifact));

    /// <summary>Reads images or features, or both, from their files; null for what there is not.</summary>
    public static SampleSet Read(string? pixelFile, string? featureFile, int[]? labels)
    {
        NpyArray<byte>? pixels = pixelFile is null ? null : NpyFile.ReadBytes(pixelFile);
        NpyArray<float>? features = featureFile is null ? null : NpyFile.ReadSingle(featureFile);
        return new SampleSet(
            pixels?.Shape[0] ?? features!.Shape[0],
            pixels is null ? null : new ImageShape(pixels.Shape[1], pixels.Shape[2], pixels.Shape[3]),
            pixels?.Values,
            features is null ? null : new Matrix(features.Values, features.Shape[0], features.Shape[1]),
            labels);
    }

    /// <summary>Class indices, or null.</summary>
    public static int[]? ReadLabels(Artifact artifact) => artifact.Has(Labels) ? NpyFile.ReadInt32(artifact[Labels]).Values : null;

    private static void Write(SampleSet samples, string folder)
    {
        if (samples.Labels is { } labels)
        {
            NpyFile.Write(Path.Combine(folder, Labels), labels, labels.Length);
        }

        if (samples.Pixels is { } pixels)
        {
            NpyFile.Write(Path.Combine(folder, Pixels), pixels, samples.Count, samples.Shape!.Height, samples.Shape.Width, samples.Shape.Channels);
        }

        if (samples.Features is { } features)
        {
            NpyFile.Write(Path.Combine(folder, Features), features.Values, features.Rows, features.Columns);
        }
    }
}
