using System.IO.Compression;
using Experiments.Data;
using Experiments.Data.Images;

namespace Experiments.Tests.Data;

/// <summary>What lies in folders of images beside images, and folders that name no classes.</summary>
public class ImageFolderTests
{
    private static readonly ImageShape Shape = new(8, 8, 1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_left_out_is_counted_and_named(bool zipped)
    {
        using TemporaryFolder folder = new();
        Fill(folder, "ant/0.png", "ant/1.png", "bee/0.png", "bee/1.png");
        foreach (string other in new[] { "ant/2.avif", "bee/3.HEIC", "labels.csv", "ant/Thumbs.db", ".DS_Store", "ant/.hidden.png",
            "__MACOSX/ant/0.png" })
        {
            File.WriteAllText(folder.At(["data", .. other.Split('/')]), "x");
        }

        Directory.CreateDirectory(folder.At("data", "cow"));
        DatasetInfo info = Open(folder, zipped).Info;
        Assert.Equal(["ant", "bee"], info.ClassNames);
        Assert.Equal(
            [
                "2 of 6 images left out, their type is not read (.HEIC, .avif): ant/2.avif, bee/3.HEIC",
                "1 file left out, no image: labels.csv",
                "1 folder without any image: cow",
            ],
            info.Notes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_class_of_a_type_that_is_not_read_does_not_vanish(bool zipped)
    {
        using TemporaryFolder folder = new();
        Fill(folder, "ant/0.png", "ant/1.png", "bee/0.png");
        foreach (string other in new[] { "dog/0.avif", "dog/1.avif" })
        {
            File.WriteAllText(folder.At(["data", .. other.Split('/')]), "x");
        }

        string message = Assert.Throws<DataException>(() => Open(folder, zipped)).Message;
        Assert.Contains("folder 'dog' holds 2 .avif files, a type that is not read, and nothing else; convert them to JPEG", message,
            StringComparison.Ordinal);
        Assert.EndsWith("go without them with on_error: skip.", message, StringComparison.Ordinal);
        DatasetInfo info = Open(folder, zipped, new ImageOptions { OnError = UnreadableImages.Skip }).Info;
        Assert.Equal(["ant", "bee"], info.ClassNames);
        Assert.Equal(["2 of 5 images left out, their type is not read (.avif): dog/0.avif, dog/1.avif"], info.Notes);
    }

    [Fact]
    public void A_class_of_tiffs_is_a_class()
    {
        using TemporaryFolder folder = new();
        Fill(folder, "cat/0.png", "cat/1.png");
        using ZipArchive kinds = ZipFile.OpenRead(DataFixtures.At("kinds.zip"));
        kinds.GetEntry("g8.tif")!.ExtractToFile(folder.At("data", "dog", "0.tif"));
        Assert.Equal(["cat", "dog"], Open(folder, zipped: false).Info.ClassNames);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damaged_images_are_refused_by_name_or_left_out_with_a_list(bool zipped)
    {
        using TemporaryFolder folder = new();
        Fill(folder, "ant/0.png", "ant/1.png", "bee/0.png", "bee/1.png");
        File.WriteAllBytes(folder.At("data", "ant", "broken.jpg"), HalfAPhoto());
        File.WriteAllText(folder.At("data", "bee", "text.jpg"), "no image");
        string message = Assert.Throws<DataException>(() => ReadAll(Open(folder, zipped))).Message;
        Assert.Contains("text.jpg: not an image that can be read", message, StringComparison.Ordinal);
        Assert.Contains("on_error: skip", message, StringComparison.Ordinal);
        File.Delete(folder.At("data", "bee", "text.jpg"));
        message = Assert.Throws<DataException>(() => DatasetDescription.Checked(Open(folder, zipped), CancellationToken.None)).Message;
        Assert.Contains("broken.jpg: damaged image", message, StringComparison.Ordinal);
        Assert.Contains("on_error: skip", message, StringComparison.Ordinal);

        File.WriteAllText(folder.At("data", "bee", "text.jpg"), "no image");
        IDataset dataset = Open(folder, zipped, new ImageOptions { OnError = UnreadableImages.Skip });
        Assert.Equal(["2 of 6 images left out, damaged: ant/broken.jpg, bee/text.jpg"], dataset.Info.Notes);
        Assert.Equal(["ant/broken.jpg", "bee/text.jpg"], dataset.Info.LeftOut.Select(file => file.File));
        Assert.StartsWith("damaged image", dataset.Info.LeftOut[0].Reason, StringComparison.Ordinal);
        Assert.StartsWith("not an image that can be read", dataset.Info.LeftOut[1].Reason, StringComparison.Ordinal);
        Assert.Equal(4, ReadAll(dataset));
    }

    [Fact]
    public void Nothing_left_to_read_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.At("data", "ant", "0.png"), "no image");
        Assert.Contains("holds no images", Assert.Throws<DataException>(
            () => Open(folder, zipped: false, new ImageOptions { OnError = UnreadableImages.Skip })).Message, StringComparison.Ordinal);
        File.Delete(folder.At("data", "ant", "0.png"));
        File.WriteAllText(folder.At("data", "0.heic"), "x");
        Assert.Contains("no image that is read, but 1 .heic file", Assert.Throws<DataException>(() => Open(folder, zipped: false)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "train", "test" }, "train/0.png", "train/1.png", "test/0.png")]
    [InlineData(new[] { "train", "validation" }, "data/Training/0.png", "data/val/1.png")]
    [InlineData(new[] { "train" }, "train/0.png", "train/1.png")]
    public void Split_folders_without_classes_are_splits(string[] splits, params string[] files)
    {
        using TemporaryFolder folder = new();
        Fill(folder, files);
        DatasetInfo info = Open(folder, zipped: false).Info;
        Assert.Empty(info.ClassNames);
        Assert.Equal(splits, info.Splits.Keys);
    }

    [Fact]
    public void A_class_may_have_the_name_of_a_split_but_not_beside_splits()
    {
        using TemporaryFolder folder = new();
        Fill(folder, "car/0.png", "train/0.png", "plane/0.png");
        Assert.Equal(["car", "plane", "train"], Open(folder, zipped: false).Info.ClassNames);
        Fill(folder, "test/0.png");
        string message = Assert.Throws<DataException>(() => Open(folder, zipped: false)).Message;
        Assert.Contains("does not fit", message, StringComparison.Ordinal);
        Assert.Contains("split/file", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.png", "1.png", "2.png")]
    [InlineData("photos/0.png", "photos/1.png", "photos/2.png")]
    public void Images_in_one_folder_have_no_labels(params string[] files)
    {
        using TemporaryFolder folder = new();
        Fill(folder, files);
        IDataset dataset = Open(folder, zipped: false);
        Assert.Empty(dataset.Info.ClassNames);
        Assert.Null(dataset.Labels("all"));
        Assert.Equal(3, ReadAll(dataset));
    }

    private static byte[] HalfAPhoto()
    {
        using ZipArchive pictures = ZipFile.OpenRead(DataFixtures.At("pictures.zip"));
        using Stream photo = pictures.GetEntry("photo.jpg")!.Open();
        using MemoryStream bytes = new();
        photo.CopyTo(bytes);
        return bytes.ToArray()[..^40];
    }

    internal static void Fill(TemporaryFolder folder, params string[] files)
    {
        foreach ((int i, string file) in files.Index())
        {
            byte[] pixels = [.. Enumerable.Range(0, Shape.Size).Select(p => (byte)((31 * i) + (3 * p)))];
            PngFile.Write(folder.At(["data", .. file.Split('/')]), Shape, pixels);
        }
    }

    private static IDataset Open(TemporaryFolder folder, bool zipped, ImageOptions? options = null)
    {
        string path = folder.At("data");
        if (zipped)
        {
            path = folder.At("data.zip");
            File.Delete(path);
            ZipFile.CreateFromDirectory(folder.At("data"), path);
        }

        return ImageDatasetTests.Images((options ?? new ImageOptions()) with { Path = path, TestFraction = 0, Size = 8 });
    }

    private static int ReadAll(IDataset dataset) =>
        dataset.Info.Splits.Sum(split => dataset.Read(split.Key, [.. Enumerable.Range(0, split.Value)], CancellationToken.None).Count);
}
