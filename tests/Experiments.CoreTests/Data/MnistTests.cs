using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Mnist;
using Experiments.Data.Registry;

namespace Experiments.Tests.Data;

public class MnistTests : DatasetContract
{
    private static readonly string[] Files =
        ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];

    protected override string Kind => "mnist";

    protected override IDataset Open() => Mnist(DataFixtures.Offline(DataFixtures.At(string.Empty)));

    [Fact]
    public void Reads_pixels_and_labels_as_numpy_wrote_them()
    {
        SampleSet samples = Open().Read("test", [19, 3], CancellationToken.None);
        Assert.Equal(new ImageShape(6, 5, 1), samples.Shape);
        Assert.Equal([9, 3], samples.Labels!);
        for (int i = 0; i < 60; i++)
        {
            (int n, int y, int x) = (i < 30 ? 19 : 3, i % 30 / 5, i % 5);
            Assert.Equal(((37 * n) + (5 * y) + x + 1) % 256, samples.Pixels![i]);
        }
    }

    [Theory]
    [InlineData("mnist", "", ".gz")]
    [InlineData("", "", ".gz")]
    [InlineData("mnist", "", "")]
    [InlineData("", "dotted", "")]
    [InlineData("MNIST/raw", "", "")]
    public void Finds_the_files_under_their_usual_names_with_the_same_fingerprint(string below, string dotted, string extension)
    {
        using TemporaryFolder folder = new();
        foreach (string file in Files)
        {
            string name = dotted.Length > 0 ? file.Replace("-idx", ".idx", StringComparison.Ordinal) : file;
            string target = folder.At(below, Path.ChangeExtension(name, null) + extension);
            File.WriteAllBytes(target, extension.Length > 0 ? File.ReadAllBytes(DataFixtures.At(file)) : Unpacked.Read(DataFixtures.At(file)));
        }

        IDataset found = Mnist(DataFixtures.Offline(folder.Root));
        Assert.Equal(Open().Info.Fingerprint, found.Info.Fingerprint);
        Assert.StartsWith(folder.Root, found.Info.Source, StringComparison.Ordinal);
        Assert.Contains("not the official files", found.Info.Source, StringComparison.Ordinal);
        Assert.Equal(found.Info.Fingerprint, Mnist(DataFixtures.Offline(null, Cached(folder))).Info.Fingerprint);
    }

    [Fact]
    public void The_data_folder_goes_before_the_cache()
    {
        using TemporaryFolder folder = new();
        string cache = Cached(folder);
        File.WriteAllText(Path.Combine(cache, "mnist", Files[0]), "damaged");
        Assert.Equal(30, Mnist(DataFixtures.Offline(DataFixtures.At(string.Empty), cache)).Info.Splits["train"]);
        Assert.Throws<DataException>(() => Mnist(DataFixtures.Offline(string.Empty, cache)));
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused()
    {
        using TemporaryFolder folder = new();
        string cache = Cached(folder);
        File.Copy(DataFixtures.At("t10k-labels-idx1-ubyte.gz"), Path.Combine(cache, "mnist", "train-labels-idx1-ubyte.gz"), overwrite: true);
        string message = Assert.Throws<DataException>(() => Mnist(DataFixtures.Offline(null, cache))).Message;
        Assert.Contains("30 x 6 x 5 with 20 labels", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_what_to_download_and_where_to_put_it()
    {
        using TemporaryFolder folder = new();
        string message = Assert.Throws<DataException>(() => Mnist(DataFixtures.Offline(folder.Root, folder.At("cache")))).Message;
        Assert.Contains("https://ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz", message, StringComparison.Ordinal);
        Assert.Contains(folder.At("cache", "mnist"), message, StringComparison.Ordinal);
        Assert.Contains("--data", message, StringComparison.Ordinal);
        DataContext nowhere = DataFixtures.Offline(folder.At("no-such-folder"));
        Assert.Contains("does not exist", Assert.Throws<DataException>(() => Mnist(nowhere)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_real_files_are_known()
    {
        string data = DataFixtures.RealData("mnist");
        IDataset mnist = Mnist(DataFixtures.Offline(data));
        Assert.Contains("the official files", mnist.Info.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("not the official files", mnist.Info.Source, StringComparison.Ordinal);
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], DatasetDescription.Of(mnist).Splits[0].ClassCounts);
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], mnist.Labels("train")!.Take(10));

        // The training mean everybody normalises by.
        SampleSet all = mnist.Read("train", [.. Enumerable.Range(0, 60_000)], CancellationToken.None);
        Assert.Equal(0.1307, all.Pixels!.Sum(pixel => (long)pixel) / 255.0 / all.Pixels!.Length, 4);
        DatasetDescriptor fashion = StandardDatasets.Create().Find("fashion-mnist")!;
        DataContext wrong = DataFixtures.Offline(Path.Combine(data, "mnist"));
        Assert.Contains("MNIST's file", Assert.Throws<DataException>(() => fashion.Open(new FashionMnistOptions(), wrong)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kmnist", "KMNIST", "wo", "https://codh.rois.ac.jp/kmnist/dataset/kmnist/train-images-idx3-ubyte.gz")]
    [InlineData("fashion-mnist", "Fashion-MNIST", "Ankle boot",
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/train-images-idx3-ubyte.gz")]
    public void Its_relatives_come_in_the_same_files(string kind, string title, string lastClass, string address)
    {
        DatasetDescriptor relative = StandardDatasets.Create().Find(kind)!;
        DatasetOptions options = (DatasetOptions)Activator.CreateInstance(relative.OptionsType)!;
        DatasetInfo info = relative.Open(options, DataFixtures.Offline(DataFixtures.At(string.Empty))).Info;
        Assert.Equal((kind, title, lastClass), (info.Kind, info.Title, info.ClassNames[9]));
        Assert.Equal(relative.License, info.License);
        Assert.Contains(address, Assert.Throws<DataException>(() => relative.Open(options, DataFixtures.Offline(null))).Message,
            StringComparison.Ordinal);
    }

    private static IDataset Mnist(DataContext context) => StandardDatasets.Create().Find("mnist")!.Open(new MnistOptions(), context);

    private static string Cached(TemporaryFolder folder)
    {
        foreach (string file in Files)
        {
            File.Copy(DataFixtures.At(file), folder.At("cache", "mnist", file), overwrite: true);
        }

        return folder.At("cache");
    }
}

public class KmnistTests : DatasetContract
{
    protected override string Kind => "kmnist";

    protected override IDataset Open() =>
        StandardDatasets.Create().Find("kmnist")!.Open(new KmnistOptions(), DataFixtures.Offline(DataFixtures.At(string.Empty)));
}

public class FashionMnistTests : DatasetContract
{
    protected override string Kind => "fashion-mnist";

    protected override IDataset Open() =>
        StandardDatasets.Create().Find(Kind)!.Open(new FashionMnistOptions(), DataFixtures.Offline(DataFixtures.At(string.Empty)));
}
