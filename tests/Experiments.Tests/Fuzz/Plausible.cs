using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Tests.Fuzz;

/// <summary>Checks that what a reader gave can be worked with.</summary>
internal static class Plausible
{
    public static void Array<T>(NpyArray<T> array)
    {
        Assert.All(array.Shape, length => Assert.True(length >= 0));
        Assert.Equal(array.Values.LongLength, array.Shape.Aggregate(1L, (product, length) => product * length));
    }

    public static void Matrix(Matrix matrix)
    {
        Assert.Equal(matrix.Values.Length, (long)matrix.Rows * matrix.Columns);
        MatrixFile.CountNonFinite(matrix);
    }

    public static void Labels(LabelSet labels)
    {
        Assert.True(labels.Classes is null != labels.Values is null);
        Assert.All(labels.Classes ?? [], label => Assert.InRange(label, -1, labels.ClassNames.Count - 1));
    }

    /// <summary>Reads every sample of every split (of the first 200, where there are more).</summary>
    public static void Dataset(IDataset dataset)
    {
        foreach ((string split, int count) in dataset.Info.Splits)
        {
            Assert.True(count >= 0);
            int[]? labels = dataset.Labels(split);
            Assert.Equal(labels?.Length ?? count, count);
            SampleSet samples = dataset.Read(split, [.. Enumerable.Range(0, Math.Min(count, 200))], CancellationToken.None);
            Assert.Equal(samples.Count * (long)dataset.Info.Features, samples.ToMatrix().Values.Length);
            Assert.All(labels ?? [], label => Assert.InRange(label, -1, dataset.Info.ClassNames.Count - 1));
        }
    }
}
