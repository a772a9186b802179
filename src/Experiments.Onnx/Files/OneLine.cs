namespace Experiments.Onnx;

/// <summary>Text out of a file, fit to stand in a message.</summary>
internal static class OneLine
{
    /// <summary>The text with control characters, line breaks among them, as spaces.</summary>
    public static string Of(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
