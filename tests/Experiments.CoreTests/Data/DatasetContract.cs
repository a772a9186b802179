using Experiments.Data;
using Experiments.Data.Registry;
using Experiments.Reduction;

namespace Experiments.Tests.Data;

/// <summary>What every dataset promises; a dataset's tests inherit it.</summary>
public abstract class DatasetContract
{
    /// <summary>The dataset's kind in the registry.</summary>
    protected abstract string Kind { get; }

    /// <summary>Opens the dataset; twice gives two that are alike.</summary>
    protected abstract IDataset Open();

    [Fact]
    public void Describes_itself()
    {
        IDataset dataset = Open();
        DatasetInfo info = dataset.Info;
        Assert.NotNull(StandardDatasets.Create().Find(Kind));
        Assert.Equal(Kind, info.Kind);
        Assert.Matches("^[0-9a-f]{64}$", info.Fingerprint);
        Assert.All([info.Title, info.Source, info.License, info.Citation], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.NotEmpty(info.Splits);
        DatasetDescription description = DatasetDescription.Of(dataset);
        Assert.Equal(info.Splits.Keys, description.Splits.Select(split => split.Name));
        Assert.All(description.Splits, split => Assert.Equal(info.ClassNames.Count == 0 ? 0 : split.Count, split.ClassCounts.Sum()));
    }

    [Fact]
    public void Labels_fit_the_class_names_and_the_samples()
    {
        IDataset dataset = Open();
        foreach ((string split, int count) in dataset.Info.Splits)
        {
            int[]? labels = dataset.Labels(split);
            Assert.Equal(dataset.Info.ClassNames.Count == 0, labels is null);
            SampleSet samples = Read(dataset, split, [.. Enumerable.Range(0, count).Take(50)]);
            Assert.Equal(labels?.Take(50), samples.Labels);
            Assert.All(labels ?? [], label => Assert.InRange(label, 0, dataset.Info.ClassNames.Count - 1));
        }
    }

    [Fact]
    public void Gives_the_samples_asked_for_in_the_order_asked_for()
    {
        IDataset dataset = Open();
        foreach ((string split, int count) in dataset.Info.Splits)
        {
            int[] indices = [count - 1, 0, count / 2, 0];
            SampleSet together = Read(dataset, split, indices);
            Assert.Equal(4, together.Count);
            Assert.Equal(dataset.Info.Shape, together.Shape);
            Matrix rows = together.ToMatrix();
            Assert.Equal(dataset.Info.Features, rows.Columns);
            for (int i = 0; i < indices.Length; i++)
            {
                SampleSet alone = Read(dataset, split, [indices[i]]);
                Assert.Equal(alone.ToMatrix().Values.ToArray(), rows.Row(i).ToArray());
                Assert.Equal(alone.Labels?[0], together.Labels?[i]);
                Assert.Equal(alone.Pixels, together.Pixels?.AsSpan(i * alone.Pixels!.Length, alone.Pixels.Length).ToArray());
            }
        }

        Assert.Equal(0, Read(dataset, dataset.Info.Splits.Keys.First(), []).Count);
    }

    [Fact]
    public void Opening_again_gives_the_same()
    {
        (IDataset one, IDataset two) = (Open(), Open());
        Assert.Equal(one.Info.Fingerprint, two.Info.Fingerprint);
        foreach (string split in one.Info.Splits.Keys)
        {
            Assert.Equal(Read(one, split, [0, 1]).ToMatrix().Values.ToArray(), Read(two, split, [0, 1]).ToMatrix().Values.ToArray());
        }
    }

    [Fact]
    public void Refuses_splits_and_samples_there_are_not()
    {
        IDataset dataset = Open();
        (string split, int count) = dataset.Info.Splits.First();
        Assert.Contains(split, Assert.Throws<DataException>(() => dataset.Labels("tset")).Message, StringComparison.Ordinal);
        Assert.Contains(split, Assert.Throws<DataException>(() => Read(dataset, "tset", [0])).Message, StringComparison.Ordinal);
        Assert.Contains($"{count - 1}", Assert.Throws<DataException>(() => Read(dataset, split, [count])).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => Read(dataset, split, [-1]));
    }

    [Fact]
    public void Can_be_stopped()
    {
        IDataset dataset = Open();
        string split = dataset.Info.Splits.Keys.First();
        Assert.ThrowsAny<OperationCanceledException>(() => dataset.Read(split, [0, 1], new CancellationToken(canceled: true)));
    }

    private static SampleSet Read(IDataset dataset, string split, int[] indices) => dataset.Read(split, indices, CancellationToken.None);
}
