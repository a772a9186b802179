using Experiments.Sweeps.Models;
using Experiments.Tests.Networks;

namespace Experiments.Tests.Sweeps;

public class LayerQuestionsTests
{
    [Theory]
    [InlineData("[{conv: 4}, batchnorm, relu, {conv: 4}, relu, flatten, {dense: 8}, {dense: classes}]", "conv1", "relu1", "dense1")]
    [InlineData("[{conv: 4}, relu, batchnorm, flatten, {dense: 8, name: penultimate}, {dropout: 0.5}, {dense: classes}]", "conv1", "relu1",
        "penultimate")]
    [InlineData("[{conv: 4}, {maxpool: 2}, relu, flatten, {dense: classes}]", "conv1", "conv1", "flatten1")]
    [InlineData("[{conv: 4}, {conv: 4}, relu, flatten, {dense: classes}]", "conv1", "conv1", "flatten1")]
    [InlineData("[{conv: 4}, gelu, flatten, {dense: classes}]", "conv1", "gelu1", "flatten1")]
    [InlineData("[{conv: 4}, batchnorm, tanh, flatten, {dense: 8}, tanh, {dense: classes}]", "conv1", "tanh1", "tanh2")]
    [InlineData("[{conv: 4}, silu, flatten, {dense: 8}, {dropout: 0.5}, {dense: classes}]", "conv1", "silu1", "dense1")]
    [InlineData("[batchnorm, {conv: 3, name: first}, relu, flatten, {dense: classes}]", "first", "relu1", "flatten1")]
    public void The_first_convolution_its_nonlinearity_and_the_vector_before_the_logits_are_found(string layers, string first, string shown,
        string last)
    {
        IModel model = NetworkSamples.Model($"layers: {layers}");
        IReadOnlyList<LayerShape> shapes = model.Layers(NetworkSamples.Info(new(12, 12, 1), 5), []);
        LayerShape logits = LayerQuestions.Logits(model, shapes, 5)!;
        LayerShape convolution = LayerQuestions.FirstConvolution(shapes)!;
        Assert.Equal(shapes[^1], logits);
        Assert.Equal(first, convolution.Name);
        Assert.Equal(shown, LayerQuestions.AfterNonlinearity(shapes, convolution).Name);
        Assert.Equal(last, LayerQuestions.LastVector(shapes, logits)!.Name);
    }

    [Fact]
    public void Without_roles_dimensions_decide_and_what_was_trained_elsewhere_answers_nothing()
    {
        LayerShape[] layers = [new("input", [3, 8, 8]), new("a", [8]), new("b", [4, 2, 2]), new("c", [4, 2, 2]), new("d", [5])];
        Assert.Equal("b", LayerQuestions.FirstConvolution(layers)!.Name);
        Assert.Equal("b", LayerQuestions.AfterNonlinearity(layers, layers[2]).Name);
        Assert.Null(LayerQuestions.Logits(new PixelsModel(), layers, 5));
        Assert.Equal("d", LayerQuestions.LastVector(layers, null)!.Name);
        Assert.Null(LayerQuestions.FirstConvolution(layers[..2]));
        Assert.Null(LayerQuestions.LastVector(layers[..1], null));
    }
}
