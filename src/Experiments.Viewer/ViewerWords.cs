namespace Experiments.Viewer;

/// <summary>
/// What the printed report says of a sweep, and how it colours it: it comes in as data, so that the two reports of one sweep cannot disagree.
/// </summary>
public sealed record ViewerWords
{
    /// <summary>The answers of page one.</summary>
    public IReadOnlyList<HeadedText> Answers { get; init; } = [];

    /// <summary>The findings, in their order.</summary>
    public IReadOnlyList<HeadedText> Findings { get; init; } = [];

    /// <summary>The colour of a class by its index and the number of classes, as in "#1f77b4".</summary>
    public Func<int, int, string> ClassColor { get; init; } = (_, _) => Plain;

    /// <summary>The colour of a reducer by its kind.</summary>
    public Func<string, string> ReducerColor { get; init; } = _ => Plain;

    /// <summary>Arrows that explain pictures, by the ids of their trials.</summary>
    public IReadOnlyDictionary<string, PictureArrows> Arrows { get; init; } = new Dictionary<string, PictureArrows>();

    /// <summary>The trials whose pictures the report shows first, in its order.</summary>
    public IReadOnlyList<string> Start { get; init; } = [];

    private const string Plain = "#3b5b7d";
}

/// <summary>Sentences under a heading.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Text">The sentences.</param>
public sealed record HeadedText(string Heading, string Text);

/// <summary>The arrows of a linear map that is, or stands for, a picture.</summary>
/// <param name="Exact">True when the picture is that map; else a ridge regression stands for it.</param>
/// <param name="R2">The cross-validated quality of the regression on each axis; null for an exact map.</param>
/// <param name="Origin">The place of the mean sample, where arrows start, in the picture's coordinates.</param>
/// <param name="Items">The arrows, the longest first.</param>
public sealed record PictureArrows(bool Exact, IReadOnlyList<double?>? R2, (double X, double Y) Origin, IReadOnlyList<FeatureArrow> Items);

/// <summary>The direction in which more of a feature moves a sample.</summary>
/// <param name="Name">The name of the feature.</param>
/// <param name="X">The reach to the right.</param>
/// <param name="Y">The reach upwards.</param>
public sealed record FeatureArrow(string Name, double X, double Y);
