using Experiments.Data;
using Experiments.Sweeps;

namespace Experiments.Tests.Onnx;

/// <summary>What does not fit is told in one line, before anything runs.</summary>
public class OnnxProblemsTests
{
    [Theory]
    [InlineData("file: cnn.onnx", 28, 28, 3, "resize them with preprocessing.size: [10, 8]")]
    [InlineData("file: cnn.onnx", 10, 8, 1, "set preprocessing.channels to rgb or bgr")]
    [InlineData("file: cnn.onnx, preprocessing: {channels: grey}", 10, 8, 3, "the input 'image' is batch x 3 x 10 x 8, the images as preprocessed are batch x 1 x 10 x 8")]
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
    public void A_folder_is_no_model() => Assert.Contains("a folder; name the .onnx file in it", OnnxFixtures.Bind("file: onnx", Path.GetDirectoryName(OnnxFixtures.Folder)).Problems, StringComparison.Ordinal);

    [Theory]
    [InlineData("NoSuchOperator", 1, "ONNX Runtime refuses the model: ")]
    [InlineData("RandomNormalLike", 1, "it draws random numbers (RandomNormalLike)")]
    [InlineData("Abs", 7, "the input 'x' takes int64; only float32 is fed")]
    [InlineData("Abs", 2, "the input 'x' takes uint8; only float32 is fed")]
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
        byte[] bytes = [.. Proto.Number(1, 8), .. Proto.Bytes(8, Proto.Number(2, 9999)), .. Proto.Bytes(7, Proto.Node("Relu", "x", "y"), Proto.Value(11, "x", 1, 0, 3), Proto.Value(12, "y", 1, 0, 3), Proto.Text(2, "g"))];
        using TemporaryModel model = new(bytes);

        Assert.Contains("opset", OnnxFixtures.Problem("file: model.onnx", OnnxFixtures.Info(null, 3), model.Folder), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>With the shapes that the file declares, the runtime's shape inference ends the process here.</summary>
    [Fact]
    public void A_kernel_larger_than_its_image_is_told_not_fatal()
    {
        byte[] zero = [.. Proto.Number(1, 1), .. Proto.Number(2, 7), .. Proto.Text(8, "zero"), .. Proto.Bytes(9, new byte[8])];
        using TemporaryModel model = new(Proto.Model(
            Proto.Node("MaxPool", "x", "p", Proto.Bytes(5, Proto.Text(1, "kernel_shape"), Proto.Number(8, 9), Proto.Number(8, 9), Proto.Number(20, 7))),
            Proto.Bytes(1, Proto.Text(1, "p"), Proto.Text(1, "zero"), Proto.Text(1, "zero"), Proto.Text(1, "zero"), Proto.Text(2, "y"), Proto.Text(4, "Slice")),
            Proto.Bytes(5, zero), Proto.Value(11, "x", 1, 2, 1, 4, 4), Proto.Value(12, "y", 1, 2, 1, 4, 4)));

        Assert.Contains("the model fails on a batch of 2 x 1 x 4 x 4", OnnxFixtures.Problem("file: model.onnx", OnnxFixtures.ImageInfo(4, 4, 1), model.Folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_inputs_are_one_too_many()
    {
        using TemporaryModel model = new(Proto.Model(
            Proto.Bytes(1, Proto.Text(1, "a"), Proto.Text(1, "b"), Proto.Text(2, "y"), Proto.Text(4, "Add")),
            Proto.Value(11, "a", 1, 0, 3), Proto.Value(11, "b", 1, 0, 3), Proto.Value(12, "y", 1, 0, 3)));

        Assert.Contains("the model has 2 inputs (a, b)", OnnxFixtures.Problem("file: model.onnx", OnnxFixtures.Info(null, 3), model.Folder), StringComparison.Ordinal);
    }
}
