using Experiments.Reduction;
using Experiments.Tests.Data;

namespace Experiments.Tests.Reduction;

/// <summary>Files of fitted reducers; that they place the same bytes is part of every reducer's contract.</summary>
public sealed class FittedModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string path;

    public FittedModelTests()
    {
        path = folder.At("pca.model");
        Matrix samples = TestSamples.Normal(40, 6);
        FittedModel.Of(new PcaOptions(), 0, samples, new PcaReducer(new PcaOptions()).Fit(new ReductionInput(samples), new ReductionContext()))
            .Save(path);
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, "is no fitted model")]
    [InlineData(4, "is no fitted model")]
    [InlineData(12, "ends within its header")]
    [InlineData(200, "ends within its header")]
    [InlineData(-40, "bytes of numbers, its header expects")]
    [InlineData(-1, "bytes of numbers, its header expects")]
    public void A_file_cut_short_is_refused(int length, string expected)
    {
        byte[] whole = File.ReadAllBytes(path);
        AssertRefused(length < 0 ? whole[..^-length] : whole[..length], expected);
    }

    [Theory]
    [InlineData(8, "version 254, this program reads version 1")]
    [InlineData(-60, "checksum does not match")]
    [InlineData(-1, "checksum does not match")]
    [InlineData(0, "is no fitted model")]
    public void A_changed_byte_is_found(int place, string expected)
    {
        byte[] damaged = File.ReadAllBytes(path);
        damaged[place < 0 ? damaged.Length + place : place] ^= 0xFF;
        AssertRefused(damaged, expected);
    }

    [Fact]
    public void A_foreign_file_and_a_longer_one_are_refused()
    {
        AssertRefused([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, .. new byte[100]], "is no fitted model");
        AssertRefused([.. File.ReadAllBytes(path), 0], "bytes of numbers, its header expects");
    }

    [Fact]
    public void A_model_of_another_version_of_its_reducer_or_of_none_that_is_known_is_refused()
    {
        ReducerRegistry later = new ReducerRegistry().Add<PcaOptions>("pca", "PCA", Pca.Version + 1, options => new PcaReducer(options), "");
        ReductionException other = Assert.Throws<ReductionException>(() => FittedModel.Load(path, later));
        Assert.Contains($"{path}: it was fitted by version {Pca.Version} of PCA, this is version {Pca.Version + 1}", other.Message,
            StringComparison.Ordinal);
        ReductionException unknown = Assert.Throws<ReductionException>(() => FittedModel.Load(path, new ReducerRegistry()));
        Assert.Contains("of the reducer 'pca'", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_linear_model_is_kept_without_its_samples_and_with_its_own_numbers()
    {
        FittedModel loaded = FittedModel.Load(path);
        PcaModel model = Assert.IsType<PcaModel>(loaded.Model);
        Assert.Null(loaded.Samples);
        Assert.Equal((6, 6, 2), (model.Mean.Length, model.ExplainedVarianceRatio.Length, model.Loadings.Columns));
        Assert.Equal(1, model.ExplainedVarianceRatio.Sum(), 1e-12);
        Assert.InRange(new FileInfo(path).Length, 500, 2000);
    }

    [Fact]
    public void Notes_are_kept()
    {
        FittedModel.Load(path).With(new Dictionary<string, string> { ["column"] = "Größe\n" }).Save(folder.At("b.model"));
        Assert.Equal("Größe\n", FittedModel.Load(folder.At("b.model")).Notes["column"]);
    }

    [Fact]
    public void More_notes_than_a_header_holds_are_refused_and_nothing_is_written()
    {
        FittedModel noted = FittedModel.Load(path).With(new Dictionary<string, string> { ["long"] = new('a', 2 << 20) });
        Assert.Contains("shorten the notes", Assert.Throws<ReductionException>(() => noted.Save(folder.At("b.model"))).Message,
            StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("b.model")));
    }

    [Fact]
    public void A_part_has_a_name_of_its_own() =>
        Assert.Throws<ArgumentException>(() => new ModelParts().Add("mean", 1, 2).Add("mean", 3));

    private void AssertRefused(byte[] content, string expected)
    {
        File.WriteAllBytes(folder.At("bad.model"), content);
        ReductionException fault = Assert.Throws<ReductionException>(() => FittedModel.Load(folder.At("bad.model")));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Contains("bad.model", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }
}
