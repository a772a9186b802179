using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// The labels, class names and images that colour and fill pictures of a dataset; each may be missing. Where there are neither labels nor values,
/// groups may colour points in their place, and nothing but that.
/// </summary>
internal sealed record PictureData(int[]? Labels, IReadOnlyList<string> ClassNames, Thumbnails? Images)
{
    private const int LongestInPicture = 12;

    /// <summary>The names of the dataset's samples where they come from; null where they have none.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The texts that the dataset's samples are; null where they are none.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary>Values of a quantity that colour pictures in the labels' place, NaN where it is not known; null where there are none.</summary>
    public float[]? Values { get; init; }

    /// <summary>The smallest and the largest of them; null where there are none, or one alone.</summary>
    public (float Low, float High)? Range =>
        Values is null || Values.Where(float.IsFinite).ToArray() is not { Length: > 0 } known || known.Min() == known.Max()
        ? null
        : (known.Min(), known.Max());

    /// <summary>Groups that colour points where there are neither labels nor values; null where there are none.</summary>
    public Grouping? Grouping { get; init; }

    /// <summary>What the colours of the groups show, in a sentence with a space behind it; empty without groups.</summary>
    public string GroupsInWords { get; init; } = string.Empty;

    /// <summary>What tells points apart by colour: their classes, or in the place of these their groups; null for nothing.</summary>
    public int[]? Kinds => Labels ?? Grouping?.Groups;

    /// <summary>The number of classes, or of groups in their place.</summary>
    public int KindCount => Labels is null && Grouping is { } grouping ? grouping.Count : Classes;

    /// <summary>The colours of the classes.</summary>
    public Palette Palette { get; init; } = Palettes.Standard;

    /// <summary>Samples without a class, where others have one.</summary>
    public int Unlabelled => Labels?.Count(label => label < 0) ?? 0;

    public int Classes => Labels is null ? 0 : Math.Max(ClassNames.Count, Labels.DefaultIfEmpty(-1).Max() + 1);

    public static PictureData Load(StoredSweep stored, DatasetResult dataset, Palette palette)
    {
        (int[]? labels, double[]? values) = (stored.Labels(dataset.Id), stored.Values(dataset.Id));
        Grouping? grouping = labels is null && values is null ? stored.Grouping(dataset.Id) : null;
        return new(labels, dataset.ClassNames, stored.Images(dataset.Id) is ImageSet images ? new Thumbnails(images) : null)
        {
            Palette = palette,
            Names = stored.Names(dataset.Id),
            Texts = stored.Texts(dataset.Id),
            Values = values is null ? null : Array.ConvertAll(values, value => (float)value),
            Grouping = grouping,
            GroupsInWords = grouping is null ? string.Empty : $"{grouping.InWords(stored.Results)} ",
        };
    }

    /// <summary>The colour of a class, or of a group in its place; −1 for none.</summary>
    public SKColor Color(int label) => Palette.Class(label, KindCount);

    /// <summary>Draws the dot that stands for a class or a group in keys: where points have marks, its mark.</summary>
    public void DrawDot(SKCanvas canvas, SKPoint at, float radius, int label)
    {
        if (Palette.IsGrey && label >= 0)
        {
            Marks.Draw(canvas, at, radius, label, Color(label));
            return;
        }

        using SKPaint paint = new() { Color = Color(label), IsAntialias = true };
        canvas.DrawCircle(at, radius, paint);
    }

    /// <summary>True when the names are too long to stand in a picture: then numbers do, and the legend says whose they are.</summary>
    public bool Numbered => ClassNames.Any(name => name.Length > LongestInPicture);

    /// <summary>Returns the words that stand for a class in a picture; for a group in its place, the number that its name ends with.</summary>
    public string Label(int index) => Labels is null && Grouping is not null ? Numbers.Count(index + 1)
        : Numbered ? Numbers.Count(index) : ClassName(index);

    /// <summary>Returns the number by which pictures call a class, with a space; empty where they call it by its name.</summary>
    public string Number(int index) => Numbered && index >= 0 ? $"{Numbers.Count(index)}\u2002" : string.Empty;

    /// <summary>A class in a sentence: "class ship", and "class_1" as it is.</summary>
    public string InWords(int index) =>
        ClassName(index).StartsWith("class", StringComparison.OrdinalIgnoreCase) ? ClassName(index) : $"class {ClassName(index)}";

    /// <summary>The name of a class, or of a group in its place.</summary>
    public string KindName(int index) => Labels is null && Grouping is not null ? Grouping.Name(index) : ClassName(index);

    public string ClassName(int index) => index < 0 ? "no label" : index < ClassNames.Count ? ClassNames[index] : $"class {Numbers.Count(index)}";
}
