namespace Experiments.Reports;

/// <summary>What a printed report says and how it colours it, for whatever shows the same sweep in another way.</summary>
public sealed record ReportSummary
{
    /// <summary>The answers of page one, a heading and its sentences each.</summary>
    public required IReadOnlyList<(string Heading, string Text)> Answers { get; init; }

    /// <summary>The findings in their order.</summary>
    public required IReadOnlyList<(string Heading, string Text)> Findings { get; init; }

    /// <summary>The colour of a class by its index and the number of classes, as in "#1f77b4".</summary>
    public required Func<int, int, string> ClassColor { get; init; }

    /// <summary>The colour of a reducer by its kind.</summary>
    public required Func<string, string> ReducerColor { get; init; }

    /// <summary>The trials of each reducer's best picture on the layer that page one shows, the best first.</summary>
    public required IReadOnlyList<string> Leading { get; init; }

    /// <summary>The arrows that pages draw over pictures, by trial.</summary>
    public required IReadOnlyDictionary<string, SummaryArrows> Arrows { get; init; }
}

/// <summary>The strongest features of the linear map that is, or stands for, a picture.</summary>
/// <param name="Exact">True when the picture is that map; else a ridge regression stands for it.</param>
/// <param name="R2">The cross-validated quality of the regression on each axis; null for an exact map.</param>
/// <param name="Origin">The place of the mean sample.</param>
/// <param name="Features">The features with their weights on both axes, the longest first.</param>
public sealed record SummaryArrows(
    bool Exact, IReadOnlyList<double?>? R2, (double X, double Y) Origin, IReadOnlyList<(string Name, double X, double Y)> Features);
