namespace Experiments.Viewer.Head;

/// <summary>A trial with its picture, or with the reason why it has none.</summary>
internal sealed record PictureHead
{
    public required string Id { get; init; }

    public required int Layer { get; init; }

    public required string Reducer { get; init; }

    public required string Kind { get; init; }

    public required string Color { get; init; }

    public required string Label { get; init; }

    public required string Setting { get; init; }

    public required IReadOnlyDictionary<string, object?> Parameters { get; init; }

    public required IReadOnlyDictionary<string, object?> Varied { get; init; }

    public required long Seed { get; init; }

    public required bool SawLabels { get; init; }

    /// <summary>Whether the printed report shows it: its reducer's best setting on the layer, first seed.</summary>
    public required bool Best { get; init; }

    /// <summary>The sweep among those that are compared.</summary>
    public string? Sweep { get; init; }

    /// <summary>The least x and y, and the scale of both axes.</summary>
    public IReadOnlyList<double>? Box { get; init; }

    public BlockReference? Points { get; init; }

    public required IReadOnlyDictionary<string, double?> Scores { get; init; }

    public required string Status { get; init; }

    public string? Reason { get; init; }

    public required double Seconds { get; init; }

    public BlockReference? Trust { get; init; }

    public BlockReference? Continuity { get; init; }

    public ArrowsHead? Arrows { get; init; }
}

/// <summary>Arrows over a picture: the longest has length 1.</summary>
/// <param name="Exact">Whether the picture is the linear map.</param>
/// <param name="R2">The quality of a regression on each axis.</param>
/// <param name="Origin">Where arrows start, in the picture's coordinates.</param>
/// <param name="Items">The arrows.</param>
internal sealed record ArrowsHead(bool Exact, IReadOnlyList<double?>? R2, IReadOnlyList<double> Origin, IReadOnlyList<FeatureArrow> Items);
