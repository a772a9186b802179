using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Model;

/// <summary>
/// Pairs a dataset or model with its counterparts in other sweeps: those of the same name (and settings that vary). Where every sweep has a single
/// dataset, these are counterparts whatever they are called, and so are single models: that is what such sweeps are compared for.
/// </summary>
internal sealed class Pairing
{
    private readonly bool oneDataset;
    private readonly bool oneModel;
    private readonly bool manySizes;
    private readonly ModelNames names;

    public Pairing(IReadOnlyList<ComparedSweep> sweeps)
    {
        oneDataset = sweeps.All(sweep => sweep.Results.Datasets.Select(Sized).Distinct().Count() <= 1);
        oneModel = sweeps.All(sweep => sweep.Results.Models.Select(ModelKey.Of).Distinct().Count() <= 1);
        manySizes = sweeps.Any(sweep => sweep.Results.Datasets.GroupBy(Plain)
            .Any(same => same.Select(dataset => dataset.Samples).Distinct().Count() > 1));
        names = new ModelNames(sweeps.SelectMany(sweep => sweep.Results.Models));
    }

    /// <summary>Returns a key that is equal for datasets that are counterparts; empty where each sweep has one.</summary>
    public string Key(DatasetResult dataset) => oneDataset ? string.Empty : manySizes ? Sized(dataset) : Plain(dataset);

    /// <summary>Returns a key that is equal for models that are counterparts; null where each sweep has one.</summary>
    public ModelKey? Key(ModelResult model) => oneModel ? null : ModelKey.Of(model);

    /// <summary>A dataset's and a model's names in front of something they own, as far as they are needed to tell it from others.</summary>
    public string Name(DatasetResult dataset, ModelResult model, string own)
    {
        string data = manySizes ? $"{dataset.Title} {dataset.Split} {Numbers.Count(dataset.Samples)}" : dataset.Title;
        return string.Join(" \u00B7 ", new[] { oneDataset ? string.Empty : data, oneModel ? string.Empty : names.Of(model), own }
            .Where(part => part.Length > 0));
    }

    private static string Plain(DatasetResult dataset) => $"{dataset.Name} {dataset.Split}";

    private static string Sized(DatasetResult dataset) => $"{Plain(dataset)} {Numbers.Count(dataset.Samples)}";
}
