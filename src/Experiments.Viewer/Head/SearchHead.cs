namespace Experiments.Viewer.Head;

/// <summary>The search of a sweep.</summary>
internal sealed record SearchHead(IReadOnlyList<string> Objectives, IReadOnlyList<SearchedHead> History, IReadOnlyList<int> Front);

/// <summary>A setting that was tried.</summary>
/// <param name="Picture">The place of its first picture; null where it has none.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Pruned">Whether it was given up before it had everything.</param>
internal sealed record SearchedHead(int? Picture, int Number, bool Pruned);

/// <summary>An input that is marked in the pictures.</summary>
internal sealed record MarkHead
{
    public required int Dataset { get; init; }

    public required string Name { get; init; }

    public BlockReference? Image { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public AnswerHead? Prediction { get; init; }

    public required IReadOnlyList<PlaceHead> Places { get; init; }

    public IReadOnlyList<int>? Neighbors { get; init; }
}

/// <summary>What a model takes an input for.</summary>
internal sealed record AnswerHead(string Name, double Confidence);

/// <summary>The place of an input in a picture.</summary>
internal sealed record PlaceHead(int Picture, int U, int V);
