namespace Experiments.Viewer.Head;

/// <summary>Where in the file numbers, texts or an image lie.</summary>
/// <param name="B">The number of the block.</param>
/// <param name="T">The type of its elements.</param>
/// <param name="N">The number of its elements; of texts and images the number of bytes.</param>
internal sealed record BlockReference(int B, string T, int N);
