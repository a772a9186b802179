namespace Experiments.Sweeps;

/// <summary>Finds the datasets that have the input which was asked for.</summary>
internal sealed class InputChoice(SweepPaths paths, ExplanationRequest request)
{
    /// <summary>Those of <paramref name="datasets"/> that have it.</summary>
    /// <exception cref="SweepException">None has.</exception>
    public DatasetResult[] Applying(DatasetResult[] datasets)
    {
        if (datasets.Length == 0)
        {
            throw new SweepException($"'{paths.Root}' holds no reduced layers to explain an input by.");
        }

        datasets = Named(datasets);
        DatasetResult[] applying = [.. datasets.Where(Has)];
        return applying.Length > 0 ? applying : throw new SweepException(string.Join('\n', datasets.Select(Refusal).Distinct()));
    }

    private DatasetResult[] Named(DatasetResult[] datasets)
    {
        string[] names = [.. datasets.Select(dataset => dataset.Name).Distinct()];
        return request.Dataset is not { } name ? datasets
            : names.Contains(name) ? [.. datasets.Where(dataset => dataset.Name == name)]
            : throw new SweepException($"--dataset: got '{name}', expected one of {string.Join(", ", names)}{Spelling.Suggest(name, names)}");
    }

    private bool Has(DatasetResult dataset) =>
        request.Sample is { } sample ? sample >= 0 && sample < dataset.Samples : BundledSamples.AreImages(paths, dataset);

    private string Refusal(DatasetResult dataset) => request.Sample is { } sample
        ? $"--sample: got {sample}, expected 0 to {dataset.Samples - 1}: '{dataset.Name}' has {dataset.Samples} samples in this sweep"
        : $"--image: '{dataset.Name}' is a table of features, no image can become a row of it; use --sample, 0 to {dataset.Samples - 1}";
}
