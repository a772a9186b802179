using Experiments.Results.Inspection;

namespace Experiments.Viewer;

/// <summary>A request to write a report that can be touched.</summary>
public sealed record ViewerRequest
{
    /// <summary>The samples of a dataset that are shown at most; null for as many as the sweep says, or as fit.</summary>
    public int? Points { get; init; }

    /// <summary>The path of the file; null for report.html in the sweep's folder.</summary>
    public string? OutputPath { get; init; }

    /// <summary>The file name of the printed report beside it; null where there is none.</summary>
    public string? Pdf { get; init; }

    /// <summary>The folder as the user gave it, for commands that go on from the report.</summary>
    public string? Folder { get; init; }

    /// <summary>The sweep file as the user gave it; null where it is not known.</summary>
    public string? Config { get; init; }

    /// <summary>The input that is marked in the pictures; null for none.</summary>
    public Explanation? Mark { get; init; }
}

/// <summary>A finished sweep among those that are compared.</summary>
/// <param name="Folder">The folder of the sweep.</param>
/// <param name="Name">The name of the sweep among them.</param>
/// <param name="Words">What the printed report says of it, and its colours.</param>
public sealed record ViewedSweep(string Folder, string Name, ViewerWords Words);

/// <summary>The outcome of a report that was written.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="Shown">The samples that it shows, of all datasets.</param>
/// <param name="Total">The samples that the sweep has.</param>
public sealed record RenderedViewer(string Path, long Bytes, int Shown, int Total);
