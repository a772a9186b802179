using Experiments.Sweeps;

namespace Experiments.Reports;

/// <summary>What colours and fills pictures of a dataset: labels, class names, images; each may be missing.</summary>
internal sealed record PictureData(int[]? Labels, IReadOnlyList<string> ClassNames, Thumbnails? Images)
{
    private const int LongestInPicture = 12;

    public int Classes => Labels is null ? 0 : Math.Max(ClassNames.Count, Labels.DefaultIfEmpty(-1).Max() + 1);

    public static PictureData Load(SweepBundle bundle, DatasetResult dataset) =>
        new(bundle.Labels(dataset.Id), dataset.ClassNames, bundle.Images(dataset.Id) is ImageSet images ? new Thumbnails(images) : null);

    /// <summary>Whether the names are too long to stand in a picture: then numbers do, and the legend says whose they are.</summary>
    public bool Numbered => ClassNames.Any(name => name.Length > LongestInPicture);

    /// <summary>What stands for a class in a picture.</summary>
    public string Label(int index) => Numbered ? Numbers.Count(index) : ClassName(index);

    /// <summary>What explains its colour.</summary>
    public string Legend(int index) => Numbered ? $"{Numbers.Count(index)}\u2002{ClassName(index)}" : ClassName(index);

    public string ClassName(int index) => index < ClassNames.Count ? ClassNames[index] : $"class {Numbers.Count(index)}";
}
