using System.Globalization;
using Experiments.Data;
using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Precomputed;
using Experiments.Data.Registry;
using Experiments.Data.Tables;
using Experiments.Data.Tabular;
using Experiments.Reduction;

namespace Experiments.Tests.Data;

/// <summary>Columns that lie far from zero keep what tells their samples apart: every reader subtracts in double before it rounds.</summary>
public class OriginTests
{
    private const int Rows = 60;
    private const int Columns = 4;

    // Multiples of 1/64 below 16, so that 1e9 and its like are added without rounding.
    private static readonly double[] Values = [.. Enumerable.Range(0, Rows * Columns).Select(i =>
        Math.Floor(new CounterRandom(3, "origin").Normal(0, i) * (1 + (i % Columns)) * 64) / 64)];

    [Theory]
    [InlineData("x.npy", 1e9)]
    [InlineData("x.npy", -1e8)]
    [InlineData("x.csv", 1e9)]
    [InlineData("x.tsv", 1e8)]
    public void Pca_of_data_far_from_zero_is_pca_of_the_data(string name, double offset)
    {
        using TemporaryFolder folder = new();
        Matrix near = MatrixFile.ReadLessOrigin(Write(folder, "near" + name, 0)).Matrix;
        Matrix far = MatrixFile.ReadLessOrigin(Write(folder, "far" + name, offset)).Matrix;
        Assert.Null(near.Origin);
        Assert.NotNull(far.Origin);
        Matrix expected = Pca.Fit(near, 2, new ReductionContext()).Transform(near, new ReductionContext());
        Matrix actual = Pca.Fit(far, 2, new ReductionContext()).Transform(far, new ReductionContext());
        Assert.All(Enumerable.Range(0, 2 * Rows), i => Assert.Equal(expected.Values[i], actual.Values[i], 2e-5));
        Assert.Equal(Scores(near, expected), Scores(far, actual));
    }

    [Fact]
    public void Whole_numbers_beyond_single_precision_keep_their_differences()
    {
        using TemporaryFolder folder = new();
        DataFixtures.WriteNpy(folder.At("i8.npy"), "<i8", [1_700_000_000L, 1_700_000_060L, 1_700_000_120L, 1_700_000_121L], 4, 1);
        Matrix times = MatrixFile.ReadLessOrigin(folder.At("i8.npy")).Matrix;
        Assert.Equal([60f, 60f, 1f], Enumerable.Range(0, 3).Select(i => times[i + 1, 0] - times[i, 0]));
        Assert.Equal(1_700_000_000d, times[0, 0] + times.Origin![0]);
    }

    [Fact]
    public void Ordinary_columns_stay_as_they_are()
    {
        using TemporaryFolder folder = new();
        NumberTable table = new([0.1, 290.13, 1e300, 0.7, 0.9, 301.7, 1e300, 0.7, 0.5, 299.3, 1e300, 0.7], 3, 4);
        double[] origins = ColumnOrigins.Of(table)!;
        Assert.Equal([0, 288, 0, 0], origins);
        Assert.Contains("row 1, column 3: 1E+300 is too large for single precision", Assert.Throws<DataException>(() =>
            table.ToMatrix((row, column, problem) => TableFile.Fault("x", ["", "", "", ""], row, column, problem))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("precomputed")]
    public void Datasets_keep_it_and_say_so(string kind)
    {
        using TemporaryFolder folder = new();
        IDataset near = Open(kind, Write(folder, "near.csv", 0), FeatureScale.None);
        IDataset far = Open(kind, Write(folder, "far.csv", 1e9), FeatureScale.None);
        SampleSet some = far.Read("all", [3, 5], CancellationToken.None).At([1]);
        SampleSet same = near.Read("all", [5], CancellationToken.None);
        for (int column = 0; column < Columns; column++)
        {
            Assert.Equal(same.Features![0, column] + 1e9, some.Features![0, column] + some.Features.Origin![column]);
        }

        Assert.Contains("column 1 of 4 is read less 1000000000, 3 more alike", far.Info.Source, StringComparison.Ordinal);
        Assert.Equal(
            Open(kind, folder.At("near.csv"), FeatureScale.Standard).Read("all", [0, 1, 2], CancellationToken.None).Features!.Values.ToArray(),
            Open(kind, folder.At("far.csv"), FeatureScale.Standard).Read("all", [0, 1, 2], CancellationToken.None).Features!.Values.ToArray());
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    public void Standard_scale_knows_no_unit(double unit)
    {
        NumberTable table = new([1 * unit, 2 * unit, 3 * unit], 3, 1);
        Matrix scaled = FeatureScale.Standard.Apply(table, (_, _, problem) => new DataException(problem)).Features;
        Assert.Equal([-1.2247449f, 0f, 1.2247449f], scaled.Values.ToArray());
    }

    [Fact]
    public void Angles_are_taken_about_zero()
    {
        Matrix plain = new([1, 2, 3, 5, 5, 1, -2, 4], 4, 2);
        Matrix moved = plain.About([10, -3]);
        Assert.Equal([-9f, 5f], moved.Row(0).ToArray());
        ReductionContext context = new();
        foreach (DistanceMetric metric in Enum.GetValues<DistanceMetric>())
        {
            Assert.Equal(
                NearestNeighbors.Compute(plain, 2, context, metric).Distances.ToArray(),
                NearestNeighbors.Compute(moved, 2, context, metric).Distances.ToArray());
            Assert.Equal(
                NearestNeighbors.QueryNearest(plain, plain, 3, context, metric).Indices.ToArray(),
                NearestNeighbors.QueryNearest(moved, plain, 3, context, metric).Indices.ToArray());
        }

        Assert.Equal([1f, 2f], new ReductionInput(moved).SeenBy(new KernelPcaOptions { Kernel = KernelKind.Polynomial }).Samples.Row(0).ToArray());
        Assert.Same(moved, new ReductionInput(moved).SeenBy(new KernelPcaOptions()).Samples);
    }

    [Theory]
    [InlineData("pca")]
    [InlineData("umap")]
    public void A_saved_model_keeps_its_origin(string kind)
    {
        using TemporaryFolder folder = new();
        Matrix far = MatrixFile.ReadLessOrigin(Write(folder, "far.csv", 1e9)).Matrix;
        ReducerDescriptor reducer = StandardReducers.Create().Find(kind)!;
        ReducerOptions options = (ReducerOptions)OptionSchema.Create(reducer.OptionsType, new Dictionary<string, object?>());
        ReductionContext context = new();
        FittedModel.Of(options, 0, far, reducer.Create(options).Fit(new ReductionInput(far), context)).Save(folder.At("m"));
        FittedModel model = FittedModel.Load(folder.At("m"));
        string one = string.Join(',', Values.Take(Columns).Select(value => (value + 1e9).ToString("R", CultureInfo.InvariantCulture)));
        Matrix alone = MatrixFile.ReadLessOrigin(folder.Write("one.csv", one + "\n"), model.Origin).Matrix;
        Matrix all = model.Transform(far, context);
        Assert.Equal(all.Row(0).ToArray(), model.Transform(alone, context).Row(0).ToArray());
        Assert.NotEqual(all.Row(0).ToArray(), all.Row(1).ToArray());
    }

    private static string Write(TemporaryFolder folder, string name, double offset)
    {
        double[] values = [.. Values.Select(value => value + offset)];
        if (name.EndsWith(".npy", StringComparison.Ordinal))
        {
            NpyFile.Write(folder.At(name), values, Rows, Columns);
            return folder.At(name);
        }

        string separator = name.EndsWith(".tsv", StringComparison.Ordinal) ? "\t" : ",";
        return folder.Write(name, string.Concat(values.Chunk(Columns).Select(row =>
            string.Join(separator, row.Select(value => value.ToString("R", CultureInfo.InvariantCulture))) + "\n")));
    }

    private static IDataset Open(string kind, string file, FeatureScale scale)
    {
        DatasetOptions options = kind == "table"
            ? new TableOptions { File = file, Scale = scale }
            : new PrecomputedOptions { Features = file, Scale = scale };
        return StandardDatasets.Create().Find(kind)!.Open(options, new DataContext { CacheDirectory = Path.GetTempPath() });
    }

    private static double?[] Scores(Matrix samples, Matrix picture) =>
        [.. EmbeddingQuality.Evaluate(samples, picture, null, [5], new ReductionContext(), ["trustworthiness", "shepard"])
            .Select(score => score.Value is { } value ? Math.Round(value, 6) : null as double?)];
}
