namespace Experiments.Sweeps.Explaining;

/// <summary>A request to explain an input, and the choice of the models and layers to do it by.</summary>
public sealed record ExplanationRequest
{
    /// <summary>Place among a dataset's embedded samples, from 0; null when something else is given.</summary>
    public int? Sample { get; init; }

    /// <summary>The sample's name where it comes from; null when something else is given.</summary>
    public string? SampleName { get; init; }

    /// <summary>An image file of any size; null when something else is given.</summary>
    public string? ImageFile { get; init; }

    /// <summary>A row of a table file, "new.csv" or "new.csv:3"; null when something else is given.</summary>
    public string? Row { get; init; }

    /// <summary>A new text; null when something else is given.</summary>
    public string? Text { get; init; }

    /// <summary>True when light and dark of the image file change places.</summary>
    public bool Invert { get; init; }

    /// <summary>Only this dataset, by name; null for every one that has such an input.</summary>
    public string? Dataset { get; init; }

    /// <summary>The only layer whose pictures are wanted, with its maps or vector instead of the usual ones; null for all.</summary>
    public string? Layer { get; init; }

    /// <summary>The number of near samples to name.</summary>
    public int Neighbors { get; init; } = 8;
}
