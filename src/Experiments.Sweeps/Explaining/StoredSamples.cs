using Experiments.Data;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Explaining;

/// <summary>A dataset's embedded samples, read from the files that the sweep kept of them.</summary>
internal static class StoredSamples
{
    /// <summary>Tells whether an image can stand in for one of the samples: not where the features came from somewhere else.</summary>
    public static bool AreImages(SweepPaths paths, DatasetResult dataset) =>
        dataset.Shape is { } shape && shape.Size == dataset.Features && !File.Exists(paths.Features(dataset.Id));

    /// <summary>Reads them from a sweep's folder.</summary>
    /// <exception cref="SweepException">The folder does not hold them.</exception>
    public static SampleSet Read(SweepPaths paths, DatasetResult dataset)
    {
        string? pixels = Existing(paths.Images(dataset.Id));
        string? features = Existing(paths.Features(dataset.Id));
        string? labels = Existing(paths.Labels(dataset.Id));
        if (AreImages(paths, dataset) ? pixels is null : features is null)
        {
            throw new SweepException(
                $"'{paths.Root}' does not hold the samples of '{dataset.Name}'; run the same sweep again to add them, finished stages are kept.");
        }

        SampleSet samples = SampleStage.Read(new SampleFiles
        {
            Pixels = pixels,
            DeepPixels = Existing(paths.DeepImages(dataset.Id)),
            Features = features,
            Origin = Existing(paths.Origin(dataset.Id)),
            Names = Existing(paths.SampleNames(dataset.Id)),
            Texts = Existing(paths.SampleTexts(dataset.Id)),
            Labels = labels,
        });
        return samples.Count == dataset.Samples
            ? samples
            : throw new SweepException(
                $"'{paths.Root}' holds {samples.Count} samples of '{dataset.Name}' where its results tell of {dataset.Samples}; run the sweep "
                + $"again.");
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
