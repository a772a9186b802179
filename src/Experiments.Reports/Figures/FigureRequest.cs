namespace Experiments.Reports.Figures;

/// <summary>Where every figure goes as a file of its own, and in which form.</summary>
/// <param name="Directory">The folder; it is made where it does not exist.</param>
/// <param name="Format">png or svg.</param>
public sealed record FigureRequest(string Directory, string Format)
{
    /// <summary>The forms there are, the usual one first.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["png", "svg"];
}
