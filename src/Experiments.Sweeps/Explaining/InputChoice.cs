using Experiments.Data.Features;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Explaining;

/// <summary>Finds the datasets that have the input which was asked for.</summary>
/// <param name="paths">The sweep's folder.</param>
/// <param name="request">The input, and the choice of datasets.</param>
/// <param name="row">The row that was asked for; null for another input.</param>
internal sealed class InputChoice(SweepPaths paths, ExplanationRequest request, FileRow? row)
{
    /// <summary>Returns those of <paramref name="datasets"/> that have the input, each with the sample's place in it; null for a new input.</summary>
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
        return applying.Length > 0 ? applying : throw new SweepException(
            row is null ? string.Join('\n', datasets.Select(Refusal).Distinct()) : RowRefusal(row, datasets));
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
        row is not null ? dataset.Encoding is { } encoding && row.Mismatch(encoding) is null
        : request.Text is not null ? dataset.Words is not null
        : request.ImageFile is not null ? StoredSamples.AreImages(paths, dataset) : sample is { } place && place >= 0 && place < dataset.Samples;

    /// <summary>Says what a row lacks for the dataset that it fits best.</summary>
    private static string RowRefusal(FileRow row, DatasetResult[] datasets)
    {
        ((int Count, string Words) Mismatch, DatasetResult Dataset)[] tables = [.. datasets.Where(dataset => dataset.Encoding is not null)
            .Select(dataset => (row.Mismatch(dataset.Encoding!)!.Value, dataset)).OrderBy(pair => pair.Value.Count)];
        return tables.Length > 0
            ? $"--row: {row.Path}: not a row of '{tables[0].Dataset.Name}': {tables[0].Mismatch.Words}"
            : datasets.All(dataset => dataset.Kind is not ("table" or "precomputed"))
                ? $"--row: '{datasets[0].Name}' is no table; use --sample, 0 to {datasets[0].Samples - 1}, or --image"
                : $"--row: the folder does not tell how the rows of '{datasets[0].Name}' became features; run the same sweep again to add it, "
                + "finished stages are kept";
    }

    private string Refusal(DatasetResult dataset)
    {
        if (request.Text is not null)
        {
            return $"--text: the samples of '{dataset.Name}' are no texts; use --sample, 0 to {dataset.Samples - 1}";
        }

        if (request.ImageFile is not null)
        {
            string what = dataset.Words is null ? "a table of features" : "a list of texts";
            return $"--image: '{dataset.Name}' is {what}, no image can become a row of it; use --sample, 0 to {dataset.Samples - 1}";
        }

        string numbers = $"0 to {dataset.Samples - 1}: '{dataset.Name}' has {dataset.Samples} samples in this sweep";
        return request.SampleName is not { } name ? $"--sample: got {request.Sample}, expected {numbers}"
            : SampleNames.Read(paths, dataset) is { } names
                ? $"--sample: got '{name}', expected a name like '{names[0]}', or {numbers}{Spelling.Suggest(name, names)}"
                : $"--sample: got '{name}', expected {numbers}, and they have no names";
    }
}
