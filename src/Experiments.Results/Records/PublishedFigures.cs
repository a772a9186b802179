using Experiments.Reduction;

namespace Experiments.Results.Records;

/// <summary>The figures that somebody published for such a model (<c>reference:</c>), to be printed beside what is measured here.</summary>
public sealed record PublishedFigures
{
    /// <summary>The text that stands for a figure that was not published.</summary>
    internal const string None = "none";

    /// <summary>The publication that the figures are from.</summary>
    [Option("where the figures were published, in a few words")]
    public string Source { get; init; } = string.Empty;

    /// <summary>Accuracy on the test data, 0..1.</summary>
    [Option("published accuracy on the test data, 0 to 1", Minimum = 0, Maximum = 1, NullMeans = None)]
    public double? TestAccuracy { get; init; }

    /// <summary>Log-loss on the test data in nats.</summary>
    [Option("published log-loss on the test data, in nats", Minimum = 0, NullMeans = None)]
    public double? TestLoss { get; init; }
}
