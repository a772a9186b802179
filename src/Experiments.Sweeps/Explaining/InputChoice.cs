using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Explaining;

/// <summary>Finds the datasets that have the input which was asked for.</summary>
internal sealed class InputChoice(SweepPaths paths, ExplanationRequest request)
{
    /// <summary>Returns those of <paramref name="datasets"/> that have the input, each with the sample's place in it; null for an image.</summary>
    /// <exception cref="SweepException">No dataset has the input.</exception>
    /// <exception cref="Data.DataException">The names of its samples cannot be read.</exception>
    public (DatasetResult Dataset, int? Sample)[] Applying(DatasetResult[] datasets)
    {
        if (datasets.Length == 0)
        {
            throw new SweepException($"'{paths.Root}' holds no reduced layers to explain an input by.");
        }

        datasets = Named(datasets);
        (DatasetResult, int? Sample)[] places = [.. datasets.Select(dataset => (dataset, Place(dataset)))];
        (DatasetResult Dataset, int? Sample)[] applying = [.. places.Where(place => Has(place.Item1, place.Sample))];
        return applying.Length > 0 ? applying : throw new SweepException(string.Join('\n', datasets.Select(Refusal).Distinct()));
    }

    private DatasetResult[] Named(DatasetResult[] datasets)
    {
        string[] names = [.. datasets.Select(dataset => dataset.Name).Distinct()];
        return request.Dataset is not { } name ? datasets
            : names.Contains(name) ? [.. datasets.Where(dataset => dataset.Name == name)]
            : throw new SweepException($"--dataset: got '{name}', expected one of {string.Join(", ", names)}{Spelling.Suggest(name, names)}");
    }

    private int? Place(DatasetResult dataset) => request.SampleName is not { } name ? request.Sample
        : SampleNames.Read(paths, dataset)?.Index().Where(sample => sample.Item == name).Select(sample => (int?)sample.Index).FirstOrDefault();

    private bool Has(DatasetResult dataset, int? sample) =>
        request.ImageFile is not null ? StoredSamples.AreImages(paths, dataset) : sample is { } place && place >= 0 && place < dataset.Samples;

    private string Refusal(DatasetResult dataset)
    {
        if (request.ImageFile is not null)
        {
            return $"--image: '{dataset.Name}' is a table of features, no image can become a row of it; use --sample, 0 to {dataset.Samples - 1}";
        }

        string numbers = $"0 to {dataset.Samples - 1}: '{dataset.Name}' has {dataset.Samples} samples in this sweep";
        return request.SampleName is not { } name ? $"--sample: got {request.Sample}, expected {numbers}"
            : SampleNames.Read(paths, dataset) is { } names
                ? $"--sample: got '{name}', expected a name like '{names[0]}', or {numbers}{Spelling.Suggest(name, names)}"
                : $"--sample: got '{name}', expected {numbers}, and they have no names";
    }
}
