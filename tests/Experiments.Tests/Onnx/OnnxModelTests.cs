using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Tests.Onnx;

public class OnnxModelTests
{
    [Theory]
    [InlineData("cnn.onnx", "embedding", "embedding.ref.npy")]
    [InlineData("cnn.onnx", "scores", "scores.ref.npy")]
    [InlineData("cnn.onnx", "/conv2/Conv_output_0", "conv2.ref.npy")]
    [InlineData("external.onnx", "/conv2/Conv_output_0", "conv2.ref.npy")]
    [InlineData("fixed.onnx", "scores", "scores.ref.npy")]
    public void Activations_are_those_of_the_tool_that_trained_it(string file, string layer, string reference)
    {
        IModel model = OnnxFixtures.Model($"file: {file}, {OnnxFixtures.Prepared}");

        OnnxFixtures.AssertClose(OnnxFixtures.Reference(reference), OnnxFixtures.Run(model, OnnxFixtures.Images, layer), 2e-5);
    }

    [Fact]
    public void Plain_features_feed_a_model_of_tables() =>
        OnnxFixtures.AssertClose(OnnxFixtures.Reference("table.ref.npy"),
            OnnxFixtures.Run(OnnxFixtures.Model("file: mlp.onnx"), OnnxFixtures.Table, "out"), 1e-5);

    [Fact]
    public void Other_preprocessing_gives_other_activations()
    {
        Matrix prepared = OnnxFixtures.Run(OnnxFixtures.Model($"file: cnn.onnx, {OnnxFixtures.Prepared}"), OnnxFixtures.Images, "scores");
        Matrix plain = OnnxFixtures.Run(OnnxFixtures.Model("file: cnn.onnx"), OnnxFixtures.Images, "scores");

        Assert.False(prepared.Values.SequenceEqual(plain.Values));
    }

    [Fact]
    public void Pooled_channels_are_the_means_over_space()
    {
        IModel model = OnnxFixtures.Model($"file: cnn.onnx, {OnnxFixtures.Prepared}");
        Matrix whole = OnnxFixtures.Reference("conv2.ref.npy");
        Matrix means = new(whole.Rows, 6);
        for (int i = 0; i < means.Values.Length; i++)
        {
            means.Values[i] = whole.Values.Slice(i * 6, 6).ToArray().Average();
        }

        OnnxFixtures.AssertClose(means, OnnxFixtures.Run(model, OnnxFixtures.Images, "/conv2/Conv_output_0", Pooling.Average), 1e-5);
    }

    [Fact]
    public void Layers_are_the_input_and_every_tensor_of_the_graph_with_its_shape()
    {
        List<string> problems = [];
        IReadOnlyList<LayerShape> layers = OnnxFixtures.Model("file: cnn.onnx").Layers(OnnxFixtures.ImageInfo(), problems);

        Assert.Empty(problems);
        Assert.Equal(
            ["input 3x10x8 Other", "/conv1/Conv_output_0 4x10x8 Convolution", "/Relu_output_0 4x10x8 Nonlinearity", "/MaxPool_output_0 4x5x4 Other",
                "/conv2/Conv_output_0 6x3x2 Convolution", "/Relu_1_output_0 6x3x2 Nonlinearity", "/Flatten_output_0 36 Other",
                "/hidden/Gemm_output_0 12 Other", "embedding 12 Nonlinearity", "scores 10 Other"],
            layers.Select(layer => $"{layer.Name} {string.Join('x', layer.Dimensions)} {layer.Role}"));
    }

    [Fact]
    public void A_tensor_that_cannot_be_reduced_says_why()
    {
        using TemporaryModel model = new(Proto.Model(
            Proto.Node("Shape", "x", "sizes"), Proto.Node("ReduceMax", "x", "top"), Proto.Node("Relu", "x", "y"),
            Proto.Value(11, "x", 1, 0, 3), Proto.Value(12, "y", 1, 0, 3)));
        IReadOnlyList<LayerShape> layers = model.Bound().Layers(OnnxFixtures.Info(null, 3), []);

        Assert.Equal("holds int64, not float32", layers.Single(layer => layer.Name == "sizes").Flaw);
        Assert.Equal("has the shape 1 x 1 for a batch of 2: no row a sample", layers.Single(layer => layer.Name == "top").Flaw);
        Assert.Null(layers.Single(layer => layer.Name == "y").Flaw);
    }

    [Fact]
    public void The_bytes_are_the_same_at_any_thread_count_side_by_side_and_in_any_company()
    {
        IModel model = OnnxFixtures.Model($"file: cnn.onnx, batch_size: 3, {OnnxFixtures.Prepared}");
        SampleSet images = OnnxFixtures.Images;
        SampleSet two = new(2, images.Shape, images.Pixels![..(2 * images.Shape!.Size)], null, null);
        float[] expected = OnnxFixtures.Run(model, images, "scores").Values.ToArray();

        Parallel.For(0, 8, i => Assert.True(OnnxFixtures.Run(model, images, "scores", threads: 1 + i).Values.SequenceEqual(expected)));
        Assert.True(OnnxFixtures.Run(model, two, "scores").Values.SequenceEqual(expected.AsSpan(0, 20)));
    }

    [Fact]
    public void The_key_is_made_of_the_files_content_not_of_its_path()
    {
        using TemporaryModel copy = new(File.ReadAllBytes(OnnxFixtures.At("cnn.onnx")));
        IModel here = OnnxFixtures.Model("file: cnn.onnx");

        Assert.Equal(here.Identity.ToJsonString(), copy.Bound().Identity.ToJsonString());
        Assert.NotEqual(here.Parameters.ToJsonString(), copy.Bound().Parameters.ToJsonString());
        Assert.NotEqual(here.Identity.ToJsonString(), OnnxFixtures.Model("file: fixed.onnx").Identity.ToJsonString());
    }

    [Fact]
    public void A_file_that_changes_after_planning_is_refused()
    {
        using TemporaryModel model = new(File.ReadAllBytes(OnnxFixtures.At("mlp.onnx")));
        IModel bound = model.Bound();
        File.Copy(OnnxFixtures.At("cnn.onnx"), model.Path, overwrite: true);

        Assert.Contains("has changed since the sweep was planned",
            Assert.Throws<DataException>(() => OnnxFixtures.Run(bound, OnnxFixtures.Table, "out")).Message);
    }

    [Fact]
    public void Cancelling_stops_between_batches()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        ActivationJob job = new(OnnxFixtures.Images, "scores", Pooling.None, 10, null);

        Assert.Throws<OperationCanceledException>(() =>
            OnnxFixtures.Model("file: cnn.onnx").Activations(job, new StageContext(1, new Progress<StageProgress>(), stop.Token)));
    }
}

/// <summary>A model file of its own that goes away with the test.</summary>
internal sealed class TemporaryModel : IDisposable
{
    private readonly Data.TemporaryFolder folder = new();

    public TemporaryModel(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public string Path => folder.At("model.onnx");

    public string Folder => folder.Root;

    public IModel Bound(string settings = "threads: 2") => OnnxFixtures.Model($"file: model.onnx, {settings}", folder.Root);

    public void Dispose() => folder.Dispose();
}
