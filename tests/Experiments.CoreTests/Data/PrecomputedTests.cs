using Experiments.Data;
using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Data.Precomputed;
using Experiments.Data.Registry;

namespace Experiments.Tests.Data;

public class PrecomputedTests : DatasetContract
{
    protected override string Kind => "precomputed";

    protected override IDataset Open() => Precomputed(new PrecomputedOptions { Features = "f4.npy", Labels = "labels.txt" });

    [Fact]
    public void Gives_features_labels_and_images_together()
    {
        using TemporaryFolder folder = new();
        NpyFile.Write(folder.At("images.npy"), Enumerable.Range(0, 3 * 12).Select(i => (byte)i).ToArray(), 3, 2, 2, 3);
        IDataset dataset = Precomputed(new PrecomputedOptions { Features = "f4.npy", Labels = "labels.txt", Images = folder.At("images.npy") });
        Assert.Equal("all", new PrecomputedOptions().Split);
        Assert.Equal(new ImageShape(2, 2, 3), dataset.Info.Shape);
        Assert.Equal(["1", "3"], dataset.Info.ClassNames);
        SampleSet samples = dataset.Read("all", [2, 0], CancellationToken.None);
        Assert.Equal([3f, 3.5f, 4f, 4.5f, -1f, -0.5f, 0f, 0.5f], samples.ToMatrix().Values.ToArray());
        Assert.Equal([0, 1], samples.Labels!);
        Assert.Equal(Enumerable.Range(24, 12).Concat(Enumerable.Range(0, 12)).Select(i => (byte)i), samples.Pixels!);
    }

    [Fact]
    public void Images_may_be_idx()
    {
        using TemporaryFolder folder = new();
        NpyFile.Write(folder.At("x.npy"), new float[60], 30, 2);
        PrecomputedOptions options = new() { Features = folder.At("x.npy"), Images = "train-images-idx3-ubyte.gz" };
        Assert.Equal(new ImageShape(6, 5, 1), Precomputed(options).Info.Shape);
        Assert.Null(Precomputed(options).Labels("all"));
    }

    [Fact]
    public void What_does_not_match_or_is_not_finite_is_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("x.csv", "1,2\n3,nan\n");
        Assert.Contains("1 values are NaN or infinite, the first in row 2, column 2", Fault(new() { Features = path }), StringComparison.Ordinal);
        Assert.Contains("no features given", Fault(new()), StringComparison.Ordinal);
        Assert.Contains("3 labels for 4 samples", Fault(new() { Features = folder.Write("y.csv", "1\n2\n3\n4\n"), Labels = "labels.txt" }),
            StringComparison.Ordinal);
        string images = Fault(new() { Features = "f4.npy", Images = "train-images-idx3-ubyte.gz" });
        Assert.Contains("expected (3, height, width)", images, StringComparison.Ordinal);
    }

    [Fact]
    public void One_npz_may_hold_all_of_it_and_rows_that_are_not_finite_may_be_dropped()
    {
        string npz = TableFixtures.At("packed.npz");
        IDataset dataset = Precomputed(new PrecomputedOptions { Features = $"{npz}:x", Labels = $"{npz}:y", Images = $"{npz}:images" });
        Assert.Equal((9, 2, new ImageShape(4, 5, 1)), (dataset.Info.Splits["all"], dataset.Info.Features, dataset.Info.Shape));
        using TemporaryFolder folder = new();
        PrecomputedOptions holes = new() { Features = folder.Write("x.csv", "1,2\n3,nan\n5,6\n"), Labels = folder.Write("y.csv", "b\na\nb\n") };
        IDataset kept = Precomputed(holes with { NonFinite = NonFiniteRows.Drop });
        Assert.Equal([1f, 2f, 5f, 6f], kept.Read("all", [0, 1], CancellationToken.None).Features!.Values.ToArray());
        Assert.Equal(["b"], kept.Info.ClassNames);
        Assert.Contains("1 of 3 rows dropped", kept.Info.Source, StringComparison.Ordinal);
    }

    private static string Fault(PrecomputedOptions options) => Assert.Throws<DataException>(() => Precomputed(options)).Message;

    private static IDataset Precomputed(PrecomputedOptions options) =>
        StandardDatasets.Create().Find("precomputed")!.Open(options, DataFixtures.Offline(DataFixtures.At(string.Empty)));
}
