using Experiments.Reduction;

namespace Experiments.Data;

/// <summary>Height × width × channels of an image; channels are 1 (grey) or 3 (red, green, blue).</summary>
public sealed record ImageShape(int Height, int Width, int Channels)
{
    /// <summary>The number of values of one image.</summary>
    public int Size => Height * Width * Channels;

    /// <summary>"28 x 28 x 1".</summary>
    public override string ToString() => $"{Height} x {Width} x {Channels}";
}

/// <summary>
/// Samples in memory: images as bytes (one after another, each row by row, channels interleaved), or a matrix of features, or both
/// (an embedding made elsewhere with the images it came from). Immutable.
/// </summary>
public sealed class SampleSet
{
    /// <summary>Creates a set; at least one of <paramref name="pixels"/> and <paramref name="features"/> is given.</summary>
    public SampleSet(int count, ImageShape? shape, byte[]? pixels, Matrix? features, int[]? labels)
    {
        if (pixels is null && features is null)
        {
            throw new ArgumentException("Samples need pixels or features.");
        }

        if ((pixels is not null && (shape is null || pixels.Length != (long)count * shape.Size))
            || (features is not null && features.Rows != count) || (labels is not null && labels.Length != count))
        {
            throw new ArgumentException($"Pixels, features and labels must all describe {count} samples.");
        }

        Count = count;
        Shape = shape;
        Pixels = pixels;
        Features = features;
        Labels = labels;
    }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>Shape of an image; null when there are none.</summary>
    public ImageShape? Shape { get; }

    /// <summary>Count × height × width × channels bytes; null when there are no images.</summary>
    public byte[]? Pixels { get; }

    /// <summary>
    /// The pixels' values from 0 to 65,535, of images with 16 bits a value; null for any other. <see cref="Pixels"/> are these in 8 bits.
    /// </summary>
    public ushort[]? DeepPixels
    {
        get;
        init => field = value is null || value.Length == Pixels?.Length
            ? value
            : throw new ArgumentException("Pixels of 8 and 16 bits must be of the same images.");
    }

    /// <summary>Count × d features; null when the pixels are the features.</summary>
    public Matrix? Features { get; }

    /// <summary>Class indices 0..classes-1, −1 where the class is not known; null when there are no classes.</summary>
    public int[]? Labels { get; }

    /// <summary>Values of a quantity in the labels' place, NaN where it is not known; null when there are none.</summary>
    /// <exception cref="ArgumentException">There is not one value a sample.</exception>
    public double[]? Values
    {
        get;
        init => field = value is null || value.Length == Count
            ? value
            : throw new ArgumentException($"{value.Length} values do not describe {Count} samples.");
    }

    /// <summary>The name of each sample where it comes from: a file's path, a row's id; null where samples have no names.</summary>
    public IReadOnlyList<string>? Names
    {
        get;
        init => field = value is null || value.Count == Count
            ? value
            : throw new ArgumentException($"{value.Count} names do not describe {Count} samples.");
    }

    /// <summary>The text of each sample; null where samples are no texts.</summary>
    public IReadOnlyList<string>? Texts
    {
        get;
        init => field = value is null || value.Count == Count
            ? value
            : throw new ArgumentException($"{value.Count} texts do not describe {Count} samples.");
    }

    /// <summary>The split each sample is from, where they are of several; null where all are of one.</summary>
    public IReadOnlyList<string>? Splits
    {
        get;
        private init => field = value is null || value.Count == Count
            ? value
            : throw new ArgumentException($"{value.Count} splits do not describe {Count} samples.");
    }

    /// <summary>Returns the samples, each with the split it is from.</summary>
    public SampleSet With(IReadOnlyList<string> splits) =>
        new(Count, Shape, Pixels, Features, Labels) { Values = Values, DeepPixels = DeepPixels, Names = Names, Texts = Texts, Splits = splits };

    /// <summary>Samples of one kind, one set after another.</summary>
    public static SampleSet Join(IReadOnlyList<SampleSet> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        int count = sets.Sum(set => set.Count);
        float[]? features = Joined(sets, set => set.Features?.Values.ToArray());
        return new SampleSet(
            count,
            sets[0].Shape,
            Joined(sets, set => set.Pixels),
            features is null ? null : new Matrix(features, count, sets[0].Features!.Columns) { Origin = sets[0].Features!.Origin },
            Joined(sets, set => set.Labels))
        {
            Values = Joined(sets, set => set.Values),
            DeepPixels = Joined(sets, set => set.DeepPixels),
            Names = Joined(sets, set => set.Names?.ToArray()),
            Texts = Joined(sets, set => set.Texts?.ToArray()),
        };
    }

    private static T[]? Joined<T>(IReadOnlyList<SampleSet> sets, Func<SampleSet, T[]?> part) =>
        sets.Any(set => part(set) is null) ? null : [.. sets.SelectMany(set => part(set)!)];

    /// <summary>Some of the samples, in the order of <paramref name="indices"/>.</summary>
    public SampleSet At(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        byte[]? pixels = Pixels is null ? null : new byte[indices.Count * Shape!.Size];
        ushort[]? deep = DeepPixels is null ? null : new ushort[indices.Count * Shape!.Size];
        Matrix? features = Features is null ? null : new Matrix(indices.Count, Features.Columns) { Origin = Features.Origin };
        for (int i = 0; i < indices.Count; i++)
        {
            Pixels?.AsSpan(indices[i] * Shape!.Size, Shape.Size).CopyTo(pixels.AsSpan(i * Shape.Size));
            DeepPixels?.AsSpan(indices[i] * Shape!.Size, Shape.Size).CopyTo(deep.AsSpan(i * Shape.Size));
            Features?.Row(indices[i]).CopyTo(features!.Row(i));
        }

        return new SampleSet(indices.Count, Shape, pixels, features, Labels is null ? null : [.. indices.Select(index => Labels[index])])
        {
            Values = Values is null ? null : [.. indices.Select(index => Values[index])],
            DeepPixels = deep,
            Names = Names is null ? null : [.. indices.Select(index => Names[index])],
            Texts = Texts is null ? null : [.. indices.Select(index => Texts[index])],
            Splits = Splits is null ? null : [.. indices.Select(index => Splits[index])],
        };
    }

    /// <summary>A value of an image, 0 to 1: pixel / 255, or pixel / 65,535 of images with 16 bits.</summary>
    public float Intensity(int index) => DeepPixels is null ? Pixels![index] / 255f : DeepPixels[index] / 65535f;

    /// <summary>The features: as given, or the intensities of pixels flattened.</summary>
    public Matrix ToMatrix()
    {
        if (Features is not null)
        {
            return Features;
        }

        Matrix matrix = new(Count, Shape!.Size);
        Span<float> values = matrix.Values;
        for (int i = 0; i < Pixels!.Length; i++)
        {
            values[i] = Intensity(i);
        }

        return matrix;
    }
}
