namespace Experiments.Data.Formats;

/// <summary>The kinds of labels.</summary>
public enum LabelKind
{
    /// <summary>
    /// Values where they are numbers of a quantity, else classes. Numbers are of a quantity when more than 100 whole ones differ (20, where some are
    /// not whole), unless they are whole numbers that count classes: most numbers of their range occur, each four times or more on average.
    /// </summary>
    Auto,

    /// <summary>The names of classes.</summary>
    Classes,

    /// <summary>Values of a quantity.</summary>
    Values,
}

/// <summary>Labels of samples, one each: the classes they belong to, or their values of a quantity.</summary>
/// <param name="Classes">Index of each sample's class, −1 where it is not known; null for values.</param>
/// <param name="ClassNames">Names of the classes; empty for values.</param>
/// <param name="Values">Each sample's value, NaN where it is not known; null for classes.</param>
public sealed record LabelSet(int[]? Classes, IReadOnlyList<string> ClassNames, double[]? Values)
{
    /// <summary>The reason why a score of classes is undefined where labels are values.</summary>
    public const string AreValues = "the labels are values of a quantity, not classes";

    /// <summary>Samples whose label is not known.</summary>
    public int Unknown => Classes?.Count(label => label < 0) ?? Values!.Count(double.IsNaN);
}
