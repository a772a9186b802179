using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Model;

/// <summary>Finds the differences between datasets that are each other's counterparts.</summary>
internal static class DataDifferences
{
    public static IReadOnlyList<Difference> Between(IReadOnlyList<ComparedSweep> sweeps, Pairing pairing)
    {
        string[] keys = [.. sweeps.SelectMany(sweep => sweep.Results.Datasets).Select(pairing.Key).Distinct()];
        return [.. keys.SelectMany(key =>
        {
            DatasetResult[][] own = [.. sweeps.Select(sweep => sweep.Results.Datasets.Where(dataset => pairing.Key(dataset) == key).ToArray())];
            string prefix = keys.Length > 1 ? $"{own.First(datasets => datasets.Length > 0)[0].Title}: " : string.Empty;
            return Difference.Between([.. own.Select(Facts)]).Select(difference => difference with { Path = prefix + difference.Path });
        })];
    }

    private static Dictionary<string, string> Facts(DatasetResult[] datasets) => datasets.Length == 0 ? [] : new()
    {
        ["dataset"] = datasets[0].Title,
        ["split"] = datasets[0].Split,
        ["samples"] = Numbers.Count(datasets[0].Samples),
        ["data seed"] = string.Join(", ", datasets.Select(dataset => Numbers.Setting(dataset.DataSeed))),
        ["features"] = Numbers.Count(datasets[0].Features),
        ["classes"] = string.Join(", ", datasets[0].ClassNames),
        ["fingerprint (SHA-256)"] = string.Join(", ", datasets.Select(dataset => dataset.Fingerprint).Distinct()),
        ["source"] = datasets[0].Source,
    };
}
