using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Sampling;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>Draws a dataset's embedded samples.</summary>
/// <param name="dataset">The dataset.</param>
internal sealed class SampleStage(DatasetPlan dataset)
    : StageNode(StageNames.Dataset, $"{dataset.Name}, {dataset.Samples} of '{dataset.Split}'")
{
    /// <summary>File of class indices, n int32, −1 where the class is not known; absent when there are no classes.</summary>
    public const string Labels = "labels.npy";

    /// <summary>File of values that stand in the labels' place, n float64; absent when labels are classes.</summary>
    public const string Values = "values.npy";

    /// <summary>File of images, n × h × w × c uint8; absent when there are none.</summary>
    public const string Pixels = "pixels.npy";

    /// <summary>The file of images in 16 bits, uint16; absent where images have 8.</summary>
    public const string DeepPixels = "pixels16.npy";

    /// <summary>File of features, n × d float32; absent when the images are the features.</summary>
    public const string Features = "features.npy";

    /// <summary>File of what was subtracted from each feature (<see cref="Matrix.Origin"/>), d float64; absent when nothing was.</summary>
    public const string Origin = "origin.npy";

    /// <summary>File of names, a JSON list of texts; absent where samples have none.</summary>
    public const string Names = "names.json";

    /// <summary>File of texts, a JSON list; absent where samples are none.</summary>
    public const string Texts = "texts.json";

    /// <summary>File of the split each sample is from, a JSON list of texts; absent where all are of one.</summary>
    public const string Splits = "splits.json";

    /// <inheritdoc/>
    public override StageAddress? Address => new(Kind, dataset.Id);

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.Of(dataset);

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => PlanKeys.Samples(dataset, dataset.Split, dataset.Samples);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host) =>
        folder => Write(Draw(dataset, dataset.Split, dataset.Samples, context.Cancellation), folder);

    /// <summary>Reads <paramref name="count"/> samples of a split, stratified by class.</summary>
    public static SampleSet Draw(DatasetPlan dataset, string split, int count, CancellationToken cancellation) =>
        dataset.Source.Read(split, dataset.Indices(split, count), cancellation);

    /// <summary>Reads back what the stage stored.</summary>
    public static SampleSet Read(Artifact artifact) => Read(new SampleFiles
    {
        Pixels = Optional(artifact, Pixels),
        DeepPixels = Optional(artifact, DeepPixels),
        Features = Optional(artifact, Features),
        Origin = OriginOf(artifact),
        Names = Optional(artifact, Names),
        Texts = Optional(artifact, Texts),
        Labels = Optional(artifact, Labels),
    });

    /// <summary>Reads images or features, or both, from their files.</summary>
    /// <exception cref="DataException">A file is damaged, or describes other samples than the others.</exception>
    public static SampleSet Read(SampleFiles files)
    {
        try
        {
            return Together(files);
        }
        catch (ArgumentException fault)
        {
            throw new DataException($"{files.Pixels ?? files.Features} and the files beside it do not belong together: {fault.Message}", fault);
        }
    }

    private static SampleSet Together(SampleFiles files)
    {
        NpyArray<byte>? pixels = files.Pixels is null ? null : WithDimensions(files.Pixels, NpyFile.ReadBytes(files.Pixels), 4);
        Matrix? features = files.Features is null ? null : ReadMatrix(files.Features, files.Origin);
        return new SampleSet(
            pixels?.Shape[0] ?? features!.Rows,
            pixels is null ? null : new ImageShape(pixels.Shape[1], pixels.Shape[2], pixels.Shape[3]),
            pixels?.Values,
            features,
            files.Labels is null ? null : NpyFile.ReadInt32(files.Labels).Values)
        {
            DeepPixels = files.DeepPixels is null ? null : NpyFile.ReadUInt16(files.DeepPixels).Values,
            Names = files.Names is null ? null : SampleNames.Read(files.Names),
            Texts = files.Texts is null ? null : SampleNames.Read(files.Texts),
        };
    }

    /// <summary>Reads a matrix with its origin, where it has one.</summary>
    public static Matrix ReadMatrix(string file, string? originFile)
    {
        NpyArray<float> array = WithDimensions(file, NpyFile.ReadSingle(file), 2);
        return new Matrix(array.Values, array.Shape[0], array.Shape[1])
        {
            Origin = originFile is null ? null : NpyFile.ReadDouble(originFile).Values,
        };
    }

    private static NpyArray<T> WithDimensions<T>(string file, NpyArray<T> array, int dimensions) => array.Shape.Length == dimensions
        ? array
        : throw new DataException($"{file}: {array.Shape.Length} dimensions, expected {dimensions}.");

    /// <summary>The file of an artifact's origin; null where it has none.</summary>
    public static string? OriginOf(Artifact artifact) => Optional(artifact, Origin);

    private static string? Optional(Artifact artifact, string file) => artifact.Has(file) ? artifact[file] : null;

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

    /// <summary>Writes samples into a folder, one file for each part that they have.</summary>
    public static void Write(SampleSet samples, string folder)
    {
        if (samples.Names is { } names)
        {
            JsonFile.Write<string[]>(Path.Combine(folder, Names), [.. names]);
        }

        if (samples.Texts is { } texts)
        {
            JsonFile.Write<string[]>(Path.Combine(folder, Texts), [.. texts]);
        }

        if (samples.Splits is { } splits)
        {
            JsonFile.Write<string[]>(Path.Combine(folder, Splits), [.. splits]);
        }

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

        if (samples.DeepPixels is { } deep)
        {
            NpyFile.Write(Path.Combine(folder, DeepPixels), deep, samples.Count, samples.Shape!.Height, samples.Shape.Width, samples.Shape.Channels);
        }

        if (samples.Features is { } features)
        {
            Write(features, folder, Features);
        }
    }
}

/// <summary>The files that samples are read from, as <see cref="SampleStage"/> writes them; null for what there is not.</summary>
internal sealed record SampleFiles
{
    /// <summary>Images in 8 bits.</summary>
    public string? Pixels { get; init; }

    /// <summary>The images in 16 bits.</summary>
    public string? DeepPixels { get; init; }

    /// <summary>The plain features of the samples.</summary>
    public string? Features { get; init; }

    /// <summary>The numbers that were subtracted from the features.</summary>
    public string? Origin { get; init; }

    /// <summary>The names of the samples.</summary>
    public string? Names { get; init; }

    /// <summary>The texts that the samples are.</summary>
    public string? Texts { get; init; }

    /// <summary>The class indices of the samples.</summary>
    public string? Labels { get; init; }
}
