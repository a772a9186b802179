using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Draws a dataset's embedded samples.</summary>
internal static class SampleStage
{
    /// <summary>File of class indices, n int32, −1 where the class is not known; absent when there are no classes.</summary>
    public const string Labels = "labels.npy";

    /// <summary>File of values that stand in the labels' place, n float64; absent when labels are classes.</summary>
    public const string Values = "values.npy";

    /// <summary>File of images, n × h × w × c uint8; absent when there are none.</summary>
    public const string Pixels = "pixels.npy";

    /// <summary>File of features, n × d float32; absent when the images are the features.</summary>
    public const string Features = "features.npy";

    /// <summary>File of what was subtracted from each feature (<see cref="Matrix.Origin"/>), d float64; absent when nothing was.</summary>
    public const string Origin = "origin.npy";

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
        artifact.Has(Pixels) ? artifact[Pixels] : null, artifact.Has(Features) ? artifact[Features] : null, OriginOf(artifact), ReadLabels(artifact));

    /// <summary>Reads images or features, or both, from their files; null for what there is not.</summary>
    public static SampleSet Read(string? pixelFile, string? featureFile, string? originFile, int[]? labels)
    {
        NpyArray<byte>? pixels = pixelFile is null ? null : NpyFile.ReadBytes(pixelFile);
        Matrix? features = featureFile is null ? null : ReadMatrix(featureFile, originFile);
        return new SampleSet(
            pixels?.Shape[0] ?? features!.Rows,
            pixels is null ? null : new ImageShape(pixels.Shape[1], pixels.Shape[2], pixels.Shape[3]),
            pixels?.Values,
            features,
            labels);
    }

    /// <summary>Reads a matrix with its origin, where it has one.</summary>
    public static Matrix ReadMatrix(string file, string? originFile)
    {
        NpyArray<float> array = NpyFile.ReadSingle(file);
        return new Matrix(array.Values, array.Shape[0], array.Shape[1]) { Origin = originFile is null ? null : NpyFile.ReadDouble(originFile).Values };
    }

    /// <summary>The file of an artifact's origin; null where it has none.</summary>
    public static string? OriginOf(Artifact artifact) => artifact.Has(Origin) ? artifact[Origin] : null;

    /// <summary>Writes a matrix, and its origin into the same folder where it has one.</summary>
    public static void Write(Matrix matrix, string folder, string name)
    {
        NpyFile.Write(Path.Combine(folder, name), matrix.Values, matrix.Rows, matrix.Columns);
        if (matrix.Origin is { } origin)
        {
            NpyFile.Write(Path.Combine(folder, Origin), [.. origin], origin.Count);
        }
    }

    /// <summary>Class indices, −1 where the class is not known; or null.</summary>
    public static int[]? ReadLabels(Artifact artifact) => artifact.Has(Labels) ? NpyFile.ReadInt32(artifact[Labels]).Values : null;

    private static void Write(SampleSet samples, string folder)
    {
        if (samples.Labels is { } labels)
        {
            NpyFile.Write(Path.Combine(folder, Labels), labels, labels.Length);
        }

        if (samples.Values is { } values)
        {
            NpyFile.Write(Path.Combine(folder, Values), values, values.Length);
        }

        if (samples.Pixels is { } pixels)
        {
            NpyFile.Write(Path.Combine(folder, Pixels), pixels, samples.Count, samples.Shape!.Height, samples.Shape.Width, samples.Shape.Channels);
        }

        if (samples.Features is { } features)
        {
            Write(features, folder, Features);
        }
    }
}
