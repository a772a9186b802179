namespace Experiments.Reports.Figures;

/// <summary>A request to write every figure as a file of its own.</summary>
/// <param name="Directory">The folder; it is made where it does not exist.</param>
/// <param name="Format">The form of the files, png, svg or pdf.</param>
public sealed record FigureRequest(string Directory, string Format)
{
    /// <summary>The forms there are, the usual one first.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["png", "svg", "pdf"];
}
