using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Sweeps.Models;

namespace Experiments.Tests.Onnx;

/// <summary>What does not fit is told in one line, before anything runs.</summary>
public class OnnxProblemsTests
{
    [Theory]
    [InlineData("file: cnn.onnx", 28, 28, 3, "resize them with preprocessing.size: [10, 8]")]
    [InlineData("file: cnn.onnx", 10, 8, 1, "set preprocessing.channels to rgb or bgr")]
    [InlineData("file: cnn.onnx, preprocessing: {channels: grey}", 10, 8, 3,
        "the input 'image' is batch x 3 x 10 x 8, the images as preprocessed are batch x 1 x 10 x 8")]
    [InlineData("file: cnn.onnx, preprocessing: {layout: nhwc}", 10, 8, 3, "set preprocessing.layout to nchw")]
    [InlineData("file: cnn.onnx, preprocessing: {channels: rgb, mean: [1, 2, 3], std: 2}", 9, 8, 1, "preprocessing.size: [10, 8]")]
    [InlineData("file: cnn.onnx, preprocessing: {mean: [1, 2, 3]}", 10, 8, 1, "preprocessing.mean has 3 values, the model is fed 1 channel;")]
    [InlineData("file: mlp.onnx", 10, 8, 1, "the input 'x' is batch x 6, the images as preprocessed are batch x 80; set preprocessing.size")]
    [InlineData("file: cnn.onnx, input: imag", 10, 8, 3, "input: got 'imag', expected one of image (did you mean 'image'?)")]
    [InlineData("file: fixed.onnx, batch_size: 2", 10, 8, 3, "batch_size: got 2, the model takes 4 samples a run; leave it out")]
    public void Images_that_do_not_fit_name_the_setting_that_mends_it(string settings, int height, int width, int channels, string expected) =>
        Assert.Contains(expected, OnnxFixtures.Problem(settings, OnnxFixtures.ImageInfo(height, width, channels)), StringComparison.Ordinal);

    [Theory]
    [InlineData("file: mlp.onnx", 5, "the input 'x' is batch x 6, the dataset has plain features, batch x 5")]
    [InlineData("file: cnn.onnx", 240, "the input 'image' is batch x 3 x 10 x 8, the dataset has plain features, batch x 240")]
    [InlineData("file: mlp.onnx, preprocessing: {scale: 1}", 6, "preprocessing is for images")]
    public void Features_that_do_not_fit_are_refused(string settings, int features, string expected) =>
        Assert.Contains(expected, OnnxFixtures.Problem(settings, OnnxFixtures.Info(null, features)), StringComparison.Ordinal);

    [Fact]
    public void Images_fit_after_what_the_problem_asked_for()
    {
        List<string> problems = [];
        OnnxFixtures.Model("file: cnn.onnx, preprocessing: {size: [10, 8], channels: rgb}").Layers(OnnxFixtures.ImageInfo(28, 28, 1), problems);

        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("file: no.onnx", "no.onnx: no such file or folder")]
    [InlineData("file: ''", "file: no model given")]
    [InlineData("batch_size: 3", "file: no model given")]
    [InlineData("file: cnn.onnx, batchsize: 3", "unknown key 'batchsize' (did you mean 'batch_size'?)")]
    [InlineData("file: cnn.onnx, batch_size: 0", "batch_size: got '0', expected an integer of at least 1")]
    [InlineData("file: cnn.onnx, preprocessing: {layout: nhcw}", "layout: got 'nhcw', expected one of nchw, nhwc")]
    [InlineData("file: cnn.onnx, preprocessing: {size: [1, 2, 3]}", "size: got [1, 2, 3], expected height and width")]
    [InlineData("file: cnn.onnx, preprocessing: {size: 0}", "size: got '0', expected height and width")]
    [InlineData("file: cnn.onnx, preprocessing: {std: [1, 0, 1]}", "std: got [1, 0, 1], expected a number, or one a channel")]
    [InlineData("file: cnn.onnx, preprocessing: {scale: 1/0}", "scale: got '1/0', expected a number other than 0 or a fraction")]
    [InlineData("file: cnn.onnx, preprocessing: {gamma: 2}", "unknown key 'gamma'")]
    [InlineData("file: cnn.onnx, preprocessing: [1]", "expected a mapping")]
    public void Settings_are_checked(string settings, string expected)
    {
        (IModel? model, string problems) = OnnxFixtures.Bind(settings);

        Assert.Null(model);
        Assert.Contains(expected, problems, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problems);
    }

    [Fact]
    public void A_folder_is_no_model() =>
        Assert.Contains("a folder; name the .onnx file in it", OnnxFixtures.Bind("file: onnx", Path.GetDirectoryName(OnnxFixtures.Folder)).Problems,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("NoSuchOperator", 1, "ONNX Runtime refuses the model: ")]
    [InlineData("RandomNormalLike", 1, "it draws random numbers (RandomNormalLike)")]
    [InlineData("Abs", 7, "the input 'x' takes int64; only float32, float16, float64, uint8 are fed")]
    [InlineData("Abs", 2, "the input 'x' takes uint8, which the dataset's plain features are not")]
    public void Operators_and_types_that_cannot_run_are_refused(string operation, int type, string expected)
    {
        using TemporaryModel model = new(Proto.Single(operation, type, 0, 3));
        (IModel? bound, string problems) = OnnxFixtures.Bind("file: model.onnx", model.Folder);
        List<string> later = [];
        bound?.Layers(OnnxFixtures.Info(null, 3), later);

        string all = string.Join('\n', [problems, .. later]).Trim();
        Assert.Contains(expected, all, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', all);
    }

    [Fact]
    public void An_operator_set_of_the_future_is_refused()
    {
        byte[] bytes = [.. Proto.Number(1, 8), .. Proto.Bytes(8, Proto.Number(2, 9999)),
            .. Proto.Bytes(7, Proto.Node("Relu", "x", "y"), Proto.Value(11, "x", 1, 0, 3), Proto.Value(12, "y", 1, 0, 3), Proto.Text(2, "g"))];
        using TemporaryModel model = new(bytes);

        string problem = OnnxFixtures.Problem("file: model.onnx", OnnxFixtures.Info(null, 3), model.Folder);
        Assert.Contains("pset 9999 is under development", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("::", problem, StringComparison.Ordinal);
    }

    /// <summary>With the shapes that the file declares, the runtime's shape inference ends the process here.</summary>
    [Fact]
    public void A_kernel_larger_than_its_image_is_told_not_fatal()
    {
        byte[] zero = [.. Proto.Number(1, 1), .. Proto.Number(2, 7), .. Proto.Text(8, "zero"), .. Proto.Bytes(9, new byte[8])];
        using TemporaryModel model = new(Proto.Model(
            Proto.Node("MaxPool", "x", "p",
                Proto.Bytes(5, Proto.Text(1, "kernel_shape"), Proto.Number(8, 9), Proto.Number(8, 9), Proto.Number(20, 7))),
            Proto.Bytes(1, Proto.Text(1, "p"), Proto.Text(1, "zero"), Proto.Text(1, "zero"), Proto.Text(1, "zero"), Proto.Text(2, "y"),
                Proto.Text(4, "Slice")),
            Proto.Bytes(5, zero), Proto.Value(11, "x", 1, 2, 1, 4, 4), Proto.Value(12, "y", 1, 2, 1, 4, 4)));

        Assert.Contains("the model fails on a batch of 2 x 1 x 4 x 4",
            OnnxFixtures.Problem("file: model.onnx", OnnxFixtures.ImageInfo(4, 4, 1), model.Folder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threads: 1", "the model has 2 inputs (a, b), and samples are fed to one of them; say what the others hold, as in inputs: {b: 1}")]
    [InlineData("input: b", "say what the others hold, as in inputs: {a: 1}")]
    [InlineData("inputs: {c: 1}", "inputs: got 'c', expected one of a, b")]
    [InlineData("inputs: {a: 1, b: 1}", "inputs: 'a' is named, which leaves no input for the samples; name the others alone")]
    [InlineData("input: a, inputs: {a: 1}", "inputs: 'a' is named, which leaves no input for the samples; name the others alone")]
    [InlineData("inputs: {b: 0.5}", "inputs: b: got 0.5, which no int64 can be")]
    public void Inputs_beside_the_samples_are_asked_for(string settings, string expected)
    {
        using TemporaryModel model = new(TwoInputs());

        Assert.Contains(expected, OnnxFixtures.Problem($"file: model.onnx, {settings}", OnnxFixtures.Info(null, 3), model.Folder),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_beside_the_samples_holds_what_it_is_given()
    {
        using TemporaryModel model = new(TwoInputs());

        Matrix sums = OnnxFixtures.Run(model.Bound("inputs: {b: 5}, batch_size: 2"), Rows(3, 1, 2, 3, -4, -5, -6, 0, 0, 0.5f), "y");
        Assert.Equal([6, 7, 8, 1, 0, -1, 5, 5, 5.5f], sums.Values.ToArray());
        JsonObject parameters = model.Bound("inputs: {b: 5}").Parameters;
        Assert.Equal(5, (double?)parameters["inputs"]!["b"]);
        Assert.NotEqual(model.Bound("inputs: {b: 6}").Identity.ToJsonString(), model.Bound("inputs: {b: 5}").Identity.ToJsonString());
        Assert.Equal(model.Bound("inputs: {b: 5}, batch_seconds: 9").Identity.ToJsonString(), model.Bound("inputs: {b: 5}").Identity.ToJsonString());
    }

    /// <summary>The samples are rounded to the nearest half, and what the model computes is read as it is.</summary>
    [Fact]
    public void Halves_are_fed_and_read()
    {
        using TemporaryModel model = new(Proto.Single("Abs", 10, 0, 3));
        float[] values = [-1.5f, 2.25f, 1 / 3f, -65504, 1e-7f, -0.1f];

        Matrix read = OnnxFixtures.Run(model.Bound(), Rows(3, values), "y");
        Assert.Equal(values.Select(value => (float)Half.Abs((Half)value)), read.Values.ToArray());
    }

    [Fact]
    public void Doubles_are_fed()
    {
        using TemporaryModel model = new(Proto.Model(
            Proto.Node("Cast", "x", "y", Proto.Bytes(5, Proto.Text(1, "to"), Proto.Number(3, 1), Proto.Number(20, 2))),
            Proto.Value(11, "x", 11, 0, 2), Proto.Value(12, "y", 1, 0, 2)));

        Assert.Equal([1.5f, -0.1f], OnnxFixtures.Run(model.Bound(), Rows(2, 1.5f, -0.1f), "y").Values.ToArray());
    }

    [Fact]
    public void Bytes_are_fed_as_they_are()
    {
        using TemporaryModel model = new(Proto.Model(
            Proto.Node("Cast", "x", "y", Proto.Bytes(5, Proto.Text(1, "to"), Proto.Number(3, 1), Proto.Number(20, 2))),
            Proto.Value(11, "x", 2, 0, 2, 1, 3), Proto.Value(12, "y", 1, 0, 2, 1, 3)));
        byte[] pixels = [0, 1, 2, 127, 128, 255];
        SampleSet image = new(1, new ImageShape(2, 1, 3), pixels, null, null);

        Matrix read = OnnxFixtures.Run(model.Bound("preprocessing: {layout: nhwc}"), image, "y");
        Assert.Equal(pixels.Select(value => (float)value), read.Values.ToArray());
        Assert.Contains(
            "takes uint8, so that images are fed as they are; leave preprocessing's scale, mean and std out",
            OnnxFixtures.Problem("file: model.onnx, preprocessing: {layout: nhwc, mean: 3}", OnnxFixtures.ImageInfo(2, 1), model.Folder),
                StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_one_sample_a_run_says_so()
    {
        byte[] shape = [.. Proto.Number(1, 2), .. Proto.Number(2, 7), .. Proto.Text(8, "s"),
            .. Proto.Bytes(9, [1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0])];
        using TemporaryModel model = new(Proto.Model(
            Proto.Bytes(1, Proto.Text(1, "x"), Proto.Text(1, "s"), Proto.Text(2, "y"), Proto.Text(4, "Reshape")),
            Proto.Bytes(5, shape), Proto.Value(11, "x", 1, 0, 3), Proto.Value(12, "y", 1, 0, 3)));

        Assert.EndsWith("; it runs on one sample at a time: set batch_size: 1",
            OnnxFixtures.Problem("file: model.onnx", OnnxFixtures.Info(null, 3), model.Folder), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4, 5, 6], OnnxFixtures.Run(model.Bound("batch_size: 1"), Rows(3, 1, 2, 3, 4, 5, 6), "y").Values.ToArray());
    }

    [Fact]
    public void Linked_values_reach_the_runtime()
    {
        using Data.TemporaryFolder folder = new();
        byte[] outside =
        [
            .. Proto.Number(1, 3), .. Proto.Number(2, 1), .. Proto.Text(8, "w"), .. Proto.Number(14, 1),
            .. Proto.Bytes(13, Proto.Text(1, "location"), Proto.Text(2, "ext.data")),
        ];
        folder.Write("blobs/none", string.Empty);
        File.WriteAllBytes(folder.At("blobs/aaa"), Proto.Model(
            Proto.Bytes(1, Proto.Text(1, "x"), Proto.Text(1, "w"), Proto.Text(2, "y"), Proto.Text(4, "Add")),
            Proto.Bytes(5, outside), Proto.Value(11, "x", 1, 0, 3), Proto.Value(12, "y", 1, 0, 3)));
        File.WriteAllBytes(folder.At("blobs/bbb"), [.. new[] { 10f, 20f, 30f }.SelectMany(BitConverter.GetBytes)]);
        Directory.CreateDirectory(folder.At("snapshots/v1"));
        File.CreateSymbolicLink(folder.At("snapshots/v1/model.onnx"), "../../blobs/aaa");
        File.CreateSymbolicLink(folder.At("snapshots/v1/ext.data"), "../../blobs/bbb");

        Matrix sums = OnnxFixtures.Run(OnnxFixtures.Model("file: model.onnx", folder.At("snapshots/v1")), Rows(3, 1, 2, 3), "y");
        Assert.Equal([11, 22, 33], sums.Values.ToArray());
    }

    private static SampleSet Rows(int columns, params float[] values) =>
        new(values.Length / columns, null, null, new Matrix(values, values.Length / columns, columns), null);

    /// <summary>a + b, the second of int64.</summary>
    private static byte[] TwoInputs() => Proto.Model(
        Proto.Node("Cast", "b", "c", Proto.Bytes(5, Proto.Text(1, "to"), Proto.Number(3, 1), Proto.Number(20, 2))),
        Proto.Bytes(1, Proto.Text(1, "a"), Proto.Text(1, "c"), Proto.Text(2, "y"), Proto.Text(4, "Add")),
        Proto.Value(11, "a", 1, 0, 3), Proto.Value(11, "b", 7, 0, 3), Proto.Value(12, "y", 1, 0, 3));
}
