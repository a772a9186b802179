namespace Experiments.Viewer.Head;

/// <summary>A layer whose samples pictures show.</summary>
internal sealed record LayerHead
{
    public required string Id { get; init; }

    public required int Model { get; init; }

    public required int Dataset { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>The name of the group of layers that repeats of it fall together in.</summary>
    public required string Group { get; init; }

    public required int Features { get; init; }

    /// <summary>Shares of variance of the first principal components.</summary>
    public IReadOnlyList<double>? Spectrum { get; init; }

    public NeighborsHead? Neighbors { get; init; }

    public VectorsHead? Vectors { get; init; }
}

/// <summary>True neighbours, nearest first; a distance is its number times the scale.</summary>
internal sealed record NeighborsHead(int K, BlockReference Ids, BlockReference Distances, double Scale);

/// <summary>Activations in bytes: a value is the offset of its column plus its byte times the step.</summary>
internal sealed record VectorsHead(int Columns, BlockReference Data, double Step, IReadOnlyList<double> Offset);
