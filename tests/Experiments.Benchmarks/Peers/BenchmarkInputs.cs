using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Registry;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Benchmarks;

/// <summary>What a contest runs on, as files that every side reads: samples, their labels, and a picture of them (PCA) for the metrics.</summary>
/// <param name="Description">What the samples are.</param>
/// <param name="Samples">n × 128 float32.</param>
/// <param name="Picture">n × 2 float32.</param>
/// <param name="Labels">n int32.</param>
internal sealed record BenchmarkInputs(string Description, string Samples, string Picture, string Labels)
{
    private const int Components = 128;
    private static readonly string[] AllSplits = ["train", "test"];

    /// <summary>
    /// MNIST's test images (all images when <paramref name="large"/>) in 128 principal components, or clusters where MNIST is not to be had.
    /// </summary>
    public static BenchmarkInputs Prepare(string? data, bool large, int? count, string folder)
    {
        ReductionContext context = new();
        (string name, Matrix samples, int[] labels) = Mnist(data, large) is { } images
            ? (images.Name, Pca.Fit(images.Pixels, Components, context).Transform(images.Pixels, context), images.Labels)
            : ("generated clusters", GaussianClusters.Samples(large ? 70_000 : 10_000), GaussianClusters.Labels(large ? 70_000 : 10_000));
        int rows = Math.Min(count ?? samples.Rows, samples.Rows);
        samples = new Matrix(samples.Values[..(rows * samples.Columns)].ToArray(), rows, samples.Columns);
        Matrix picture = new PcaReducer(new PcaOptions()).Fit(new ReductionInput(samples), context).Embedding;
        string prefix = Path.Combine(folder, large ? "large" : "small");
        BenchmarkInputs inputs =
            new($"{name}, {rows:N0} x {samples.Columns}", $"{prefix}-samples.npy", $"{prefix}-picture.npy", $"{prefix}-labels.npy");
        MatrixFile.Write(inputs.Samples, samples);
        MatrixFile.Write(inputs.Picture, picture);
        NpyFile.Write(inputs.Labels, labels.AsSpan(0, rows), rows);
        return inputs;
    }

    private static (string Name, Matrix Pixels, int[] Labels)? Mnist(string? data, bool large)
    {
        try
        {
            DatasetDescriptor mnist = StandardDatasets.Create().Find("mnist")!;
            DataContext context = new() { DataDirectory = data, CacheDirectory = Path.GetTempPath(), AllowDownload = false };
            IDataset dataset = mnist.Open((DatasetOptions)OptionSchema.Create(mnist.OptionsType, new Dictionary<string, object?>()), context);
            SampleSet[] parts = [.. (large ? AllSplits : AllSplits[1..]).Select(split =>
                dataset.Read(split, [.. Enumerable.Range(0, dataset.Info.Splits[split])], CancellationToken.None))];
            float[] pixels = [.. parts.SelectMany(part => part.ToMatrix().Values.ToArray())];
            int[] labels = [.. parts.SelectMany(part => part.Labels!)];
            return (large ? "MNIST, all images" : "MNIST, test images", new Matrix(pixels, labels.Length, dataset.Info.Features), labels);
        }
        catch (DataException)
        {
            return null;
        }
    }
}
