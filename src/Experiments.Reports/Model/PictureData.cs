using Experiments.Sweeps;

namespace Experiments.Reports;

/// <summary>What colours and fills pictures of a dataset: labels, class names, images; each may be missing.</summary>
internal sealed record PictureData(int[]? Labels, IReadOnlyList<string> ClassNames, ImageSet? Images)
{
    public int Classes => Labels is null ? 0 : Math.Max(ClassNames.Count, Labels.DefaultIfEmpty(-1).Max() + 1);

    public static PictureData Load(SweepBundle bundle, DatasetResult dataset) =>
        new(bundle.Labels(dataset.Id), dataset.ClassNames, bundle.Images(dataset.Id));

    public string ClassName(int index) => index < ClassNames.Count ? ClassNames[index] : $"class {Numbers.Count(index)}";
}
