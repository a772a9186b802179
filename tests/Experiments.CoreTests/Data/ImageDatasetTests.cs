using System.IO.Compression;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Images;
using Experiments.Data.Registry;

namespace Experiments.Tests.Data;

public class ImageSplitTests : DatasetContract
{
    protected override string Kind => "images";

    protected override IDataset Open() => ImageDatasetTests.Images(new ImageOptions { Path = "split.zip" });

    [Fact]
    public void Folders_name_splits_and_classes()
    {
        IDataset dataset = Open();
        Assert.Equal(new ImageShape(8, 8, 3), dataset.Info.Shape);
        Assert.Equal(["ant", "bee", "cow"], dataset.Info.ClassNames);
        Assert.Equal([("train", 12), ("test", 9)], dataset.Info.Splits.Select(split => (split.Key, split.Value)));

        // A tile is all one colour: (40 class + file, 200 split, 7 file); files come by class, then name.
        for (int i = 0; i < 9; i++)
        {
            byte[] pixels = dataset.Read("test", [i], CancellationToken.None).Pixels!;
            Assert.Equal([(byte)((40 * (i / 3)) + (i % 3)), 200, (byte)(7 * (i % 3))], pixels[..3]);
            Assert.Equal(pixels[..3], pixels[^3..]);
        }
    }

    [Fact]
    public void A_folder_gives_what_its_zip_gives()
    {
        using TemporaryFolder folder = new();
        ZipFile.ExtractToDirectory(DataFixtures.At("split.zip"), folder.At("data"));
        IDataset zip = Open();
        IDataset plain = ImageDatasetTests.Images(new ImageOptions { Path = folder.At("data") });
        Assert.Equal(zip.Labels("train"), plain.Labels("train"));
        int[] all = [.. Enumerable.Range(0, 12)];
        Assert.Equal(zip.Read("train", all, CancellationToken.None).Pixels, plain.Read("train", all, CancellationToken.None).Pixels);
        string before = plain.Info.Fingerprint;
        File.Move(folder.At("data", "root", "train", "ant", "00.png"), folder.At("data", "root", "train", "bee", "09.png"));
        Assert.NotEqual(before, ImageDatasetTests.Images(new ImageOptions { Path = folder.At("data") }).Info.Fingerprint);
    }
}

public class ImageDatasetTests : DatasetContract
{
    protected override string Kind => "images";

    protected override IDataset Open() => Images(new ImageOptions { Path = "classes.zip" });

    [Fact]
    public void Without_split_folders_a_stratified_share_becomes_the_test_split()
    {
        IDataset dataset = Open();
        Assert.Equal([("train", 24), ("test", 6)], dataset.Info.Splits.Select(split => (split.Key, split.Value)));
        Assert.Equal([2, 2, 2], DatasetDescription.Of(dataset).Splits[1].ClassCounts);
        HashSet<int> seen = [.. Reds(dataset, "train"), .. Reds(dataset, "test")];
        Assert.Equal(30, seen.Count);
        Assert.NotEqual(Reds(dataset, "test"), Reds(Images(new ImageOptions { Path = "classes.zip", Seed = 1 }), "test"));
    }

    [Fact]
    public void A_test_share_of_nothing_gives_one_split()
    {
        IDataset dataset = Images(new ImageOptions { Path = "classes.zip", TestFraction = 0 });
        Assert.Equal([("all", 30)], dataset.Info.Splits.Select(split => (split.Key, split.Value)));
        string message = Assert.Throws<DataException>(() => dataset.Labels("test")).Message;
        Assert.Contains("it has all", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_without_classes_are_unlabelled()
    {
        using TemporaryFolder folder = new();
        ZipFile.ExtractToDirectory(DataFixtures.At("pictures.zip"), folder.At("photos"));
        foreach (string turned in Directory.GetFiles(folder.At("photos"), "turned*"))
        {
            File.Delete(turned);
        }

        IDataset dataset = Images(new ImageOptions { Path = folder.At("photos"), TestFraction = 0, Size = 12, Channels = ImageChannels.Color });
        Assert.Null(dataset.Labels("all"));
        Assert.Empty(dataset.Info.ClassNames);

        // In ordinal order: alpha.png, grey.jpg, grey.png, photo.bmp, photo.jpg, photo.png, photo.webp.
        byte[] scaled = dataset.Read("all", [5], CancellationToken.None).Pixels!;
        byte[] reference = NpyFile.ReadBytes(DataFixtures.At("photo_12.npy")).Values;
        Assert.True(scaled.Zip(reference).Max(pair => Math.Abs(pair.First - pair.Second)) <= 1);
    }

    [Fact]
    public void Colours_become_luminance_when_grey_is_asked_for()
    {
        IDataset dataset = Images(new ImageOptions { Path = "split.zip", Channels = ImageChannels.Grey });
        Assert.Equal(new ImageShape(8, 8, 1), dataset.Info.Shape);

        // Sample 4 of test: class 1, file 1: (41, 200, 7).
        Assert.Equal((byte)Math.Round((0.299 * 41) + (0.587 * 200) + (0.114 * 7)), dataset.Read("test", [4], CancellationToken.None).Pixels![0]);
    }

    [Fact]
    public void An_image_of_another_size_or_colour_is_named_with_the_way_out()
    {
        using TemporaryFolder folder = new();
        ZipFile.ExtractToDirectory(DataFixtures.At("pictures.zip"), folder.At("all"));
        File.Copy(folder.At("all", "grey.png"), folder.At("mixed", "a", "0.png"));
        File.Copy(folder.At("all", "photo.png"), folder.At("mixed", "a", "1.png"));
        File.Copy(folder.At("all", "turned6.jpg"), folder.At("mixed", "a", "2.jpg"));
        IDataset dataset = Images(new ImageOptions { Path = folder.At("mixed"), TestFraction = 0 });
        Assert.Equal(1, dataset.Info.Shape!.Channels);
        string colour = Assert.Throws<DataException>(() => dataset.Read("all", [1], CancellationToken.None)).Message;
        Assert.Contains("1.png: in colour", colour, StringComparison.Ordinal);
        string size = Assert.Throws<DataException>(() => dataset.Read("all", [0, 2], CancellationToken.None)).Message;
        Assert.Contains("2.jpg: 32 x 24 pixels, the first image has 24 x 32; say size: N", size, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("holds no images", "a/readme.txt")]
    [InlineData("does not fit", "a/b/0.png", "a/1.png")]
    [InlineData("does not fit", "x/a/0.png", "y/a/0.png")]
    [InlineData("does not fit", "a/b/c/0.png", "b/b/c/0.png")]
    public void Folders_that_make_no_sense_are_refused(string reason, params string[] files)
    {
        using TemporaryFolder folder = new();
        foreach (string file in files)
        {
            File.WriteAllText(folder.At(["data", .. file.Split('/')]), "x");
        }

        string message = Assert.Throws<DataException>(() => Images(new ImageOptions { Path = folder.At("data") })).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_is_needed_and_must_exist()
    {
        Assert.Contains("no path given", Assert.Throws<DataException>(() => Images(new ImageOptions())).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<DataException>(() => Images(new ImageOptions { Path = "nowhere" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    [Slow]
    public void Any_cut_or_flipped_byte_of_a_zip_is_read_or_refused_never_a_crash()
    {
        using TemporaryFolder folder = new();
        byte[] good = File.ReadAllBytes(DataFixtures.At("classes.zip"));
        for (int i = 0; i < good.Length; i += 11)
        {
            byte[] flipped = [.. good];
            flipped[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(folder.At("flipped.zip"), flipped);
            Exception? fault = Record.Exception(() => ReadAll(folder.At("flipped.zip")));
            Assert.True(fault is null or DataException, $"byte {i}: {fault}");
        }

        File.WriteAllBytes(folder.At("cut.zip"), good[..(good.Length / 2)]);
        Assert.Throws<DataException>(() => ReadAll(folder.At("cut.zip")));
    }

    internal static IDataset Images(ImageOptions options) =>
        StandardDatasets.Create().Find("images")!.Open(options, DataFixtures.Offline(DataFixtures.At(string.Empty)));

    private static void ReadAll(string path)
    {
        IDataset dataset = Images(new ImageOptions { Path = path, TestFraction = 0, Size = 8, Channels = ImageChannels.Color });
        dataset.Read("all", [.. Enumerable.Range(0, dataset.Info.Splits["all"])], CancellationToken.None);
    }

    private static int[] Reds(IDataset dataset, string split)
    {
        SampleSet samples = dataset.Read(split, [.. Enumerable.Range(0, dataset.Info.Splits[split])], CancellationToken.None);
        return [.. Enumerable.Range(0, samples.Count).Select(i => (int)samples.Pixels![i * samples.Shape!.Size])];
    }
}
