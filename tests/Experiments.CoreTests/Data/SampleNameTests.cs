using Experiments.Data;
using Experiments.Data.Features;
using Experiments.Data.Images;
using Experiments.Data.Registry;
using Experiments.Data.Sampling;
using Experiments.Data.Tabular;

namespace Experiments.Tests.Data;

/// <summary>What samples are called.</summary>
public class SampleNameTests
{
    private const string Table = "who,a,b,kind\nann,1,2,x\nbob,3,4,y\n,5,,x\ncid,7,8,y\n";

    [Fact]
    public void Images_are_called_by_their_paths()
    {
        using TemporaryFolder folder = new();
        ImageFolderTests.Fill(folder, "ants/DSC_0116.png", "ants/DSC_0117.png", "bees/x.png");
        SampleSet samples = ImageDatasetTests.Images(new ImageOptions { Path = folder.At("data"), TestFraction = 0 })
            .Read("all", [2, 0], CancellationToken.None);
        Assert.Equal(["bees/x.png", "ants/DSC_0116.png"], samples.Names);
        Assert.Equal(["ants/DSC_0116.png"], samples.At([1]).Names);
    }

    [Fact]
    public void Rows_are_called_by_their_id_which_is_no_feature_else_by_their_number_in_the_file()
    {
        using TemporaryFolder folder = new();
        folder.Write("people.csv", Table);
        IDataset named = Open(folder, new TableOptions { File = "people.csv", Label = "kind", Id = "who", NonFinite = NonFiniteRows.Drop });
        Assert.Equal(["a", "b"], named.Info.FeatureNames);
        Assert.Equal(["ann", "bob", "cid"], named.Read("all", [0, 1, 2], CancellationToken.None).Names);

        IDataset numbered = Open(folder, new TableOptions { File = "people.csv", Label = "kind", Ignore = "who", NonFinite = NonFiniteRows.Drop });
        Assert.Equal(["row 1", "row 2", "row 4"], numbered.Read("all", [0, 1, 2], CancellationToken.None).Names);
        Assert.NotEqual(named.Info.Fingerprint, numbered.Info.Fingerprint);

        folder.Write("two.csv", "who,a\nann,1\n,2\n");
        Assert.Equal(["ann", "row 2"],
            Open(folder, new TableOptions { File = "two.csv", Id = "who" }).Read("all", [0, 1], CancellationToken.None).Names);
    }

    [Fact]
    public void An_id_that_there_is_not_is_refused()
    {
        using TemporaryFolder folder = new();
        folder.Write("people.csv", Table);
        Assert.Contains("whom", Assert.Throws<DataException>(() => Open(folder, new TableOptions { File = "people.csv", Id = "whom" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void All_splits_together_keep_names_labels_and_where_they_are_from()
    {
        using TemporaryFolder folder = new();
        ImageFolderTests.Fill(folder, "test/a/0.png", "test/b/1.png", "train/a/2.png", "train/a/3.png", "train/b/4.png");
        IDataset all = JoinedSplits.Of(ImageDatasetTests.Images(new ImageOptions { Path = folder.At("data") }));
        Assert.Equal([("train", 3), ("test", 2), ("all", 5)], all.Info.Splits.Select(split => (split.Key, split.Value)));
        Assert.Equal([0, 0, 1, 0, 1], all.Labels("all")!);
        SampleSet samples = all.Read("all", [4, 0, 3, 2, 0], CancellationToken.None);
        Assert.Equal(["test/b/1.png", "train/a/2.png", "test/a/0.png", "train/b/4.png", "train/a/2.png"], samples.Names);
        Assert.Equal(["test", "train", "test", "train", "train"], samples.Splits);
        Assert.Equal([1, 0, 0, 1, 0], samples.Labels!);
        Assert.Equal(all.Read("train", [0], CancellationToken.None).Pixels, samples.At([1]).Pixels);
        Assert.Same(all, JoinedSplits.Of(all));
        Assert.Contains("expected 0 to 4", Assert.Throws<DataException>(() => all.Read("all", [5], CancellationToken.None)).Message,
            StringComparison.Ordinal);
    }

    private static IDataset Open(TemporaryFolder folder, TableOptions options) =>
        StandardDatasets.Create().Find("table")!.Open(options, DataFixtures.Offline(folder.Root));
}

/// <summary>All splits of a dataset together, as any other dataset.</summary>
public class JoinedSplitsTests : DatasetContract
{
    protected override string Kind => "images";

    protected override IDataset Open() => JoinedSplits.Of(ImageDatasetTests.Images(new ImageOptions { Path = "split.zip" }));
}
