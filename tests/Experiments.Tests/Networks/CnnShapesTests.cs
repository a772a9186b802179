using Experiments.Sweeps.Models;

namespace Experiments.Tests.Networks;

public class CnnShapesTests
{
    [Fact]
    public void Shapes_follow_the_arithmetic_of_kernels_strides_and_pools()
    {
        (IReadOnlyList<LayerShape> shapes, List<string> problems) = Shapes(
            "layers: [{conv: 6}, {conv: {filters: 5, kernel: 4, stride: 2}}, {conv: {filters: 4, padding: valid}}, {conv: {filters: 3, kernel: 5, "
            + "padding: 1, stride: 2}}, {maxpool: {size: 3, stride: 2}}, flatten, {dense: 7}, {dense: classes}]", new(41, 30, 3), 10);

        Assert.Empty(problems);
        Assert.Equal(
            ["3x41x30", "6x41x30", "5x21x15", "4x19x13", "3x9x6", "3x4x2", "24", "7", "10"],
            shapes.Select(shape => string.Join('x', shape.Dimensions)));
    }

    [Fact]
    public void A_block_s_layers_and_the_block_have_shapes_names_and_roles()
    {
        (IReadOnlyList<LayerShape> shapes, List<string> problems) = Shapes(
            "layers: [{conv: 6}, {residual: [{conv: {filters: 8, stride: 2}}, batchnorm, relu, {conv: 8}], name: block1}, {residual: [{conv: 8}]}, "
            + "global_avgpool, {dense: classes}]",
            new(9, 12, 3), 10);

        Assert.Empty(problems);
        Assert.Equal(
            ["input 3x9x12 Other", "conv1 6x9x12 Convolution", "conv2 8x5x6 Convolution", "batchnorm1 8x5x6 Normalization",
                "relu1 8x5x6 Nonlinearity",
                "conv3 8x5x6 Convolution", "block1 8x5x6 Other", "conv4 8x5x6 Convolution", "residual2 8x5x6 Other", "global_avgpool1 8 Other",
                "dense1 10 Other"],
            shapes.Select(shape => $"{shape.Name} {string.Join('x', shape.Dimensions)} {shape.Role}"));
    }

    [Theory]
    [InlineData("[{residual: [{conv: {filters: 4, padding: valid}}]}, flatten, {dense: classes}]",
        "residual1 adds its input of 1 x 6 x 6 to 4 x 4 x 4, which no 1 x 1 convolution brings together; make its layers give the same shape")]
    [InlineData("[flatten, {residual: [{dense: 4, name: inner}]}, {dense: classes, name: dense1}]",
        "residual1 adds its input of 36 to 4, which no 1 x 1 convolution brings together; make its layers give the same shape")]
    [InlineData("[{residual: [{maxpool: 2}, {maxpool: 4}]}, flatten, {dense: classes}]",
        "residual1 holds pool2, which has a window of 4 x 4 that does not fit into 1 x 3 x 3; the image is too small for so many pools")]
    [InlineData("[global_avgpool, global_avgpool, {dense: classes}]",
        "global_avgpool2 needs channels x height x width, got 1 features; put it before flatten")]
    [InlineData("[{conv: 4}, {maxpool: 2}, {maxpool: 4}, flatten, {dense: classes}]",
        "pool2 has a window of 4 x 4 that does not fit into 4 x 3 x 3; the image is too small for so many pools")]
    [InlineData("[{conv: {filters: 4, kernel: 7, padding: valid}}, flatten, {dense: classes}]",
        "conv1 has a kernel of 7 x 7 that does not fit into 1 x 6 x 6; use padding: same")]
    [InlineData("[{conv: 4}, {dense: classes}]", "dense1 needs a vector, got 4 x 6 x 6; put flatten before it")]
    [InlineData("[flatten, {conv: 4}, {dense: classes}]", "conv1 needs channels x height x width, got 36 features; put it before flatten")]
    public void What_does_not_fit_is_told_once_and_all_layers_keep_their_names(string layers, string expected)
    {
        (IReadOnlyList<LayerShape> shapes, List<string> problems) = Shapes($"layers: {layers}", new(6, 6, 1), 3);

        Assert.Equal([expected], problems);
        Assert.Equal("dense1", shapes[^1].Name);
    }

    [Theory]
    [InlineData("[flatten, {dense: 9000000, name: a}, {dense: 4000, name: b}, {dense: classes}]",
        "b holds 4000 x 9000000 values, more than one array does; make it, or what comes before it, smaller")]
    [InlineData("[{conv: {filters: 2000000, padding: 9000000}}, flatten, {dense: classes}]",
        "conv1 holds 2000000 x 18000004 x 18000004 values, more than one array does; make it, or what comes before it, smaller")]
    [InlineData("[{residual: [{conv: {filters: 9000000, kernel: 99}}]}, flatten, {dense: classes}]",
        "residual1 holds 9000000 x 1 x 99 x 99 values, more than one array does; make it, or what comes before it, smaller")]
    [InlineData("[flatten, {dense: 40000, name: a}, {dense: 40000, name: b}, {dense: 40000, name: c}, {dense: classes}]",
        "the network has more weights than one array holds; make its layers smaller")]
    public void What_no_array_holds_is_refused(string layers, string expected) =>
        Assert.Equal([expected], Shapes($"layers: {layers}", new(6, 6, 1), 3).Problems);

    [Fact]
    public void Weights_for_other_classes_and_crops_as_large_as_the_image_are_refused()
    {
        Assert.Equal(
            ["class_weights: got 2 numbers for 3 classes, expected one for each",
                "augmentation: a crop of 5 pixels can move an image of 5 x 6 x 1 out of sight; use less than 5"],
            Shapes("layers: [flatten, {dense: classes}]\ntraining: {class_weights: [1, 2], augmentation: {crop: 5}}", new(5, 6, 1), 3).Problems);
    }

    [Fact]
    public void Plain_features_and_single_classes_are_refused()
    {
        Assert.Contains("needs images", Assert.Single(Shapes("layers: [{dense: classes}]", null, 3).Problems), StringComparison.Ordinal);
        Assert.Contains("at least 2, the dataset has 0", Assert.Single(Shapes("layers: [flatten, {dense: classes}]", new(4, 4, 1), 0).Problems),
            StringComparison.Ordinal);
    }

    private static (IReadOnlyList<LayerShape> Shapes, List<string> Problems) Shapes(string yaml, Experiments.Data.ImageShape? image, int classes)
    {
        List<string> problems = [];
        return (NetworkSamples.Model(yaml).Layers(NetworkSamples.Info(image, classes), problems), problems);
    }
}
