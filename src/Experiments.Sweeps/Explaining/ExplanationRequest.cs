using Experiments.Results.Choosing;

namespace Experiments.Sweeps.Explaining;

/// <summary>Which input to explain, and by what.</summary>
public sealed record ExplanationRequest
{
    /// <summary>The layers and pictures that stand for the sweep, as the report chooses them.</summary>
    public required IReadOnlyList<ChosenPictures> Pictures { get; init; }

    /// <summary>Place among a dataset's embedded samples, from 0; null when <see cref="SampleName"/> or <see cref="ImageFile"/> is given.</summary>
    public int? Sample { get; init; }

    /// <summary>What the sample is called where it comes from; null when <see cref="Sample"/> or <see cref="ImageFile"/> is given.</summary>
    public string? SampleName { get; init; }

    /// <summary>An image file of any size; null when a sample is given.</summary>
    public string? ImageFile { get; init; }

    /// <summary>Whether light and dark of the image file change places.</summary>
    public bool Invert { get; init; }

    /// <summary>Only this dataset, by name; null for every one that has such an input.</summary>
    public string? Dataset { get; init; }

    /// <summary>This layer's pictures only, and its maps or vector instead of the usual ones; null for all.</summary>
    public string? Layer { get; init; }

    /// <summary>How many near samples to name.</summary>
    public int Neighbors { get; init; } = 8;
}
