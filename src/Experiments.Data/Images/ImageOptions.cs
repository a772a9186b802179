using Experiments.Reduction;

namespace Experiments.Data.Images;

/// <summary>The numbers of channels that images can have once read.</summary>
public enum ImageChannels
{
    /// <summary>Grey when the files are, else colour.</summary>
    Auto,

    /// <summary>One channel; colours become luminance.</summary>
    Grey,

    /// <summary>Red, green and blue.</summary>
    Color,
}

/// <summary>The fates of image files that cannot be read.</summary>
public enum UnreadableImages
{
    /// <summary>Such files are a fault.</summary>
    Refuse,

    /// <summary>Such files are left out, counted and named.</summary>
    Skip,
}

/// <summary>Settings of a folder or zip of images.</summary>
public sealed record ImageOptions : DatasetOptions
{
    /// <summary>The folder or zip.</summary>
    [Option("folder or zip of images: class/file, split/class/file, split/file, or files alone (no classes)")]
    public string Path { get; init; } = string.Empty;

    /// <summary>Side images are scaled to.</summary>
    [Option("cut the middle square out and scale it to this many pixels a side", Minimum = 4, Maximum = 1024, NullMeans = "as_they_are")]
    public int? Size { get; init; }

    /// <summary>The channels that images have once read.</summary>
    [Option("channels of an image")]
    public ImageChannels Channels { get; init; }

    /// <summary>Share that becomes the test split.</summary>
    [Option("share of each class set aside as test split where folders name none; 0 gives one split, all", Minimum = 0, Maximum = 0.9)]
    public double TestFraction { get; init; } = 0.2;

    /// <summary>Seed of that division.</summary>
    [Option("seed of the division into train and test")]
    public long Seed { get; init; }

    /// <summary>The fate of files that cannot be read.</summary>
    [Option("what becomes of damaged images, and of folders of a type that is not read; skip leaves them out, with count and names")]
    public UnreadableImages OnError { get; init; }
}
