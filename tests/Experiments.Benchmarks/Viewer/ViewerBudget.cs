namespace Experiments.Benchmarks;

/// <summary>The report of 10,000 images with 15 pictures, held against what it may take.</summary>
internal static class ViewerBudget
{
    public static Task<string> Measure(Browser browser, string? data, string folder) => Task.FromResult(string.Empty);
}
