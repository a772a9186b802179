namespace Experiments.Viewer.Head;

/// <summary>What the page knows before it opens any block: the head of report.html.</summary>
internal sealed record ViewerHead
{
    /// <summary>The version of this layout.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>sweep, comparison or explanation.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string Started { get; init; }

    public required string Finished { get; init; }

    public required string Program { get; init; }

    /// <summary>The file name of the printed report beside it.</summary>
    public string? Pdf { get; init; }

    public string? Folder { get; init; }

    public string? Config { get; init; }

    public required IReadOnlyList<HeadedText> Answers { get; init; }

    public required IReadOnlyList<HeadedText> Findings { get; init; }

    public required IReadOnlyList<MetricHead> Metrics { get; init; }

    /// <summary>The metric that judges.</summary>
    public string? Primary { get; init; }

    /// <summary>The neighbourhood at which points are judged.</summary>
    public required int Neighborhood { get; init; }

    public required IReadOnlyList<DatasetHead> Datasets { get; init; }

    public required IReadOnlyList<ModelHead> Models { get; init; }

    public required IReadOnlyList<LayerHead> Layers { get; init; }

    public required IReadOnlyList<PictureHead> Pictures { get; init; }

    /// <summary>The pictures that are shown first.</summary>
    public required IReadOnlyList<string> Start { get; init; }

    public SearchHead? Search { get; init; }

    public MarkHead? Mark { get; init; }
}

/// <summary>A score.</summary>
internal sealed record MetricHead(string Name, string Title, string Definition, bool HigherIsBetter, bool NeedsLabels);

/// <summary>A model on a dataset.</summary>
internal sealed record ModelHead
{
    public required string Id { get; init; }

    public required int Dataset { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public double? TestAccuracy { get; init; }

    public BlockReference? Predicted { get; init; }

    public BlockReference? Confidence { get; init; }
}
