namespace Experiments.Data.Recognition;

/// <summary>What a path was found to hold: the kind of dataset that reads it, and the settings that a person would have written.</summary>
/// <param name="Kind">The kind of dataset: images, table, text or precomputed.</param>
/// <param name="Settings">The settings by name, those of the path first.</param>
/// <param name="Told">What was found, in a line: "300 images in 4 folders".</param>
public sealed record RecognizedData(string Kind, IReadOnlyList<(string Name, string Value)> Settings, string Told)
{
    /// <summary>The images that were found; null for other data.</summary>
    public RecognizedImages? Images { get; init; }

    /// <summary>Words of a text on average; 0 for other data.</summary>
    public double Words { get; init; }
}

/// <summary>Images as their headers tell of them.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="AreOneSize">Whether those that were looked at have the same width and height.</param>
/// <param name="Side">The shorter side of the smallest that was looked at, in pixels.</param>
public sealed record RecognizedImages(int Count, bool AreOneSize, int Side);
