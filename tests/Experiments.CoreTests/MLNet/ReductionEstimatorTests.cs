using Experiments.MLNet;
using Experiments.Reduction;
using Experiments.Tests.Data;
using Experiments.Tests.Reduction;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Experiments.Tests.MLNet;

public sealed class ReductionEstimatorTests
{
    private const int Count = 120;
    private const int Features = 5;
    private readonly MLContext context = new(seed: 0);

    public static TheoryData<string> Kinds => [.. StandardReducers.Create().All.Select(reducer => reducer.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gives_the_same_bytes_as_the_algorithm(string kind)
    {
        Matrix samples = TestSamples.Normal(Count, Features);
        (ReductionEstimator estimator, IReducer reducer) = Make(kind);
        IDataView data = View(samples);
        IDataView transformed = estimator.Fit(data).Transform(data);
        float[][] rows = [.. transformed.GetColumn<float[]>("Embedding")];
        Matrix direct = reducer.Fit(new ReductionInput(samples) { Labels = Labels(Count) }, new ReductionContext { Seed = 3 }).Embedding;
        Assert.Equal(Count, rows.Length);
        Assert.Equal(direct.Values.ToArray(), rows.SelectMany(row => row));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Places_new_rows_as_the_fitted_model_does(string kind)
    {
        ReductionTransformer fitted = Make(kind).Estimator.Fit(View(TestSamples.Normal(Count, Features)));
        Matrix fresh = new([.. TestSamples.Normal(Count + 4, Features).Values[^(4 * Features)..]], 4, Features);
        for (int i = 0; i < fresh.Values.Length; i++)
        {
            fresh.Values[i] += 0.125f;
        }

        float[][] rows = [.. fitted.Transform(View(fresh)).GetColumn<float[]>("Embedding")];
        Matrix direct = fitted.Model!.Transform(fresh, new ReductionContext());
        Assert.Equal(direct.Values.ToArray(), rows.SelectMany(row => row));
        Assert.All(rows.SelectMany(row => row), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Saved_and_loaded_gives_the_same_bytes(string kind)
    {
        Matrix samples = TestSamples.Normal(Count + 4, Features);
        ReductionTransformer fitted = Make(kind).Estimator.Fit(View(new Matrix([.. samples.Values[..(Count * Features)]], Count, Features)));
        using TemporaryFolder folder = new();
        fitted.Save(folder.At("fitted.model"));
        ReductionTransformer loaded = ReductionTransformer.Load(new MLContext(), folder.At("fitted.model"));
        IDataView data = View(samples);
        Assert.Equal(
            fitted.Transform(data).GetColumn<float[]>("Embedding").SelectMany(row => row),
            loaded.Transform(data).GetColumn<float[]>("Embedding").SelectMany(row => row));
        Assert.Equal(fitted.Embedding.Values.ToArray(), loaded.Embedding.Values.ToArray());
    }

    [Fact]
    public void A_model_saved_without_ML_NET_is_loaded_into_named_columns()
    {
        Matrix samples = TestSamples.Normal(Count, Features);
        ReductionResult result = new PcaReducer(new PcaOptions()).Fit(new ReductionInput(samples), new ReductionContext());
        using TemporaryFolder folder = new();
        FittedModel.Of(new PcaOptions(), 0, samples, result).Save(folder.At("pca.model"));
        ReductionTransformer loaded = ReductionTransformer.Load(context, folder.At("pca.model"), "Place", "Features");
        Assert.Equal(result.Embedding.Values.ToArray(), loaded.Transform(View(samples)).GetColumn<float[]>("Place").SelectMany(row => row));
        ReductionException nameless = Assert.Throws<ReductionException>(() => ReductionTransformer.Load(context, folder.At("pca.model")));
        Assert.Contains("names no columns", nameless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chains_with_other_estimators_and_states_its_schema()
    {
        IDataView data = View(TestSamples.Normal(Count, Features));
        EstimatorChain<ReductionTransformer> chain = context.Transforms.NormalizeMeanVariance("Features").Append(Make("pca").Estimator);
        DataViewSchema.Column column = chain.Fit(data).Transform(data).Schema["Embedding"];
        Assert.Equal(2, ((VectorDataViewType)column.Type).Size);
    }

    [Fact]
    public void Refuses_a_missing_column_impossible_settings_and_saving()
    {
        IDataView data = View(TestSamples.Normal(Count, Features));
        ReductionException missing = Assert.Throws<ReductionException>(() => context.Transforms.ProjectToPca("Embedding", "Absent").Fit(data));
        Assert.Contains("'Absent'", missing.Message, StringComparison.Ordinal);
        ReductionException impossible = Assert.Throws<ReductionException>(
            () => context.Transforms.ProjectToUmap("Embedding", "Features", new UmapOptions { NNeighbors = Count + 1 }).Fit(data));
        Assert.Contains("n_neighbors", impossible.Message, StringComparison.Ordinal);
        ITransformer fitted = Make("pca").Estimator.Fit(data);
        NotSupportedException unsupported =
            Assert.ThrowsAny<NotSupportedException>(() => context.Model.Save(fitted, data.Schema, new MemoryStream()));
        Assert.Contains("ReductionTransformer.Save(path)", (unsupported.InnerException ?? unsupported).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_may_be_keys_and_nothing_that_has_no_order()
    {
        IDataView data = View(TestSamples.Groups(Count, Features, 3));
        IDataView keyed = context.Transforms.Conversion.MapValueToKey("Class", "Label").Fit(data).Transform(data);
        float[] plain = context.Transforms.ProjectToLda("Embedding", "Label", "Features").Fit(keyed).Embedding.Values.ToArray();
        Assert.Equal(plain, context.Transforms.ProjectToLda("Embedding", "Class", "Features").Fit(keyed).Embedding.Values.ToArray());
        ReductionException vector =
            Assert.Throws<ReductionException>(() => context.Transforms.ProjectToLda("Embedding", "Features", "Features").Fit(data));
        Assert.Contains("'Features' must hold a class", vector.Message, StringComparison.Ordinal);
        Assert.Throws<ReductionException>(() => context.Transforms.ProjectToLda("Embedding", "Absent", "Features").Fit(data));
    }

    private (ReductionEstimator Estimator, IReducer Reducer) Make(string kind) => kind switch
    {
        "pca" => (context.Transforms.ProjectToPca("Embedding", "Features"), new PcaReducer(new PcaOptions())),
        "tsne" => (context.Transforms.ProjectToTSne("Embedding", "Features", new TSneOptions { Perplexity = 12 }, seed: 3),
            new TSneReducer(new TSneOptions { Perplexity = 12 })),
        "umap" => (context.Transforms.ProjectToUmap("Embedding", "Features", new UmapOptions { NNeighbors = 10 }, seed: 3),
            new UmapReducer(new UmapOptions { NNeighbors = 10 })),
        "umap_supervised" =>
            (context.Transforms.ProjectToSupervisedUmap("Embedding", "Label", "Features", new SupervisedUmapOptions { NNeighbors = 10 }, seed: 3),
            new UmapReducer(new SupervisedUmapOptions { NNeighbors = 10 })),
        "pacmap" => (context.Transforms.ProjectToPacmap("Embedding", "Features", seed: 3), new PacmapReducer(new PacmapOptions())),
        "trimap" => (context.Transforms.ProjectToTrimap("Embedding", "Features", seed: 3), new TrimapReducer(new TrimapOptions())),
        "isomap" => (context.Transforms.ProjectToIsomap("Embedding", "Features", seed: 3), new IsomapReducer(new IsomapOptions())),
        "mds" => (context.Transforms.ProjectToMds("Embedding", "Features", seed: 3), new MdsReducer(new MdsOptions())),
        "kernel_pca" => (context.Transforms.ProjectToKernelPca("Embedding", "Features", seed: 3), new KernelPcaReducer(new KernelPcaOptions())),
        "lda" => (context.Transforms.ProjectToLda("Embedding", "Label", "Features"), new LdaReducer(new LdaOptions())),
        "random_projection" =>
            (context.Transforms.ProjectAtRandom("Embedding", "Features", seed: 3), new RandomProjectionReducer(new RandomProjectionOptions())),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The catalog has no method for this reducer."),
    };

    private IDataView View(Matrix samples)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, samples.Columns);
        return context.Data.LoadFromEnumerable(Enumerable.Range(0, samples.Rows)
            .Select(i => new Row { Features = samples.Row(i).ToArray(), Label = i % 3 }), schema);
    }

    private static int[] Labels(int count) => [.. Enumerable.Range(0, count).Select(i => i % 3)];

    private sealed class Row
    {
        public int Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
