using Experiments.Data;
using Experiments.Networks.Description;
using Experiments.Networks.Images;
using Experiments.Networks.Loading;
using Experiments.Networks.Torch;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using TorchSharp;

namespace Experiments.Tests.Networks;

public class NetworkTests
{
    private const string Everything = """
        layers:
          - {conv: {filters: 2, kernel: 2}}
          - batchnorm
          - relu
          - {maxpool: 2}
          - {conv: {filters: 3, kernel: 3, stride: 2, bias: false}}
          - {avgpool: {size: 2, stride: 1}}
          - {dropout: 0.5}
          - flatten
          - {dense: 4, activation: relu}
          - {dense: classes}
        """;

    private const string Blocks = """
        layers:
          - {conv: {filters: 4, kernel: 1, stride: 2, padding: 1}}
          - {residual: [{conv: {filters: 4, bias: false}}, {batchnorm: {epsilon: 1e-3}}, relu, {conv: {filters: 4}}, batchnorm], name: same}
          - {residual: {layers: [{conv: {filters: 6, stride: 2}}, batchnorm, gelu, {conv: 6}, batchnorm], activation: tanh}, name: wider}
          - {residual: [{conv: {filters: 5, bias: false}}, silu, {residual: [{conv: 5}]}], shortcut_batchnorm: false, activation: none}
          - tanh
          - {residual: [{maxpool: 2}]}
          - global_avgpool
          - {residual: [{dense: 5, activation: silu}, {dense: 5, activation: gelu}]}
          - {dense: classes}
        """;

    [Theory]
    [InlineData(Everything)]
    [InlineData(Blocks)]
    public void Every_layer_equals_its_formula_in_plain_loops(string yaml)
    {
        using TorchSession session = Enter();
        ImageShape shape = new(9, 8, 3);
        CnnDescription description = Describe(yaml);
        Network network = Made(description, shape, 3);
        SampleSet samples = NetworkSamples.Noise(shape, 2, seed: 3);

        foreach (LayerShape layer in description.Shapes(NetworkSamples.Info(shape, 3), []).Skip(1))
        {
            Matrix actual = new LayerOutputs(network, new ImageTensor(samples), default).Compute([0, 1], layer.Name);

            Assert.Equal(layer.Size, actual.Columns);
            for (int i = 0; i < 2; i++)
            {
                double[] expected = PlainNetwork.Run(description, network, samples, i, layer.Name);
                Assert.All(Enumerable.Range(0, layer.Size), j => Assert.Equal(expected[j], actual[i, j], 5e-6));
            }
        }
    }

    [Theory]
    [InlineData("[{conv: 3}, batchnorm, {avgpool: 2}, flatten, {dense: 5}, {dense: classes}]")]
    [InlineData("[{conv: 3}, gelu, {residual: [{conv: 3}, batchnorm, tanh], activation: silu}, {residual: [{conv: {filters: 4, stride: 2}}], "
        + "activation: tanh}, global_avgpool, {dense: classes}]")]
    public void Gradients_equal_differences_of_the_loss(string layers)
    {
        using TorchSession session = Enter();
        ImageShape shape = new(8, 8, 1);
        // No maxima or rectifiers, whose corners spoil differences.
        Network network = new(Describe($"layers: {layers}"), shape, 3);
        network.Tensors.Initialise(1, Initialization.FanIn);
        torch.Tensor images = new ImageTensor(NetworkSamples.Noise(shape, 12, seed: 5)).Slice(0, 12);
        torch.Tensor labels = torch.tensor(Enumerable.Range(0, 12).Select(i => i % 3L).ToArray());
        using torch.Generator random = new(1);
        torch.Tensor Loss() => torch.nn.functional.cross_entropy(network.Train(images, random), labels);

        float[] gradient = network.Tensors.Gradient(Loss()).ToArray();

        float[] weights = network.Tensors.Trained.ToArray();
        Assert.Equal(weights.Length, gradient.Length);
        double scale = gradient.Max(Math.Abs);
        for (int i = 0; i < weights.Length; i += 7)
        {
            double up = LossAt(i, 2e-2f);
            double down = LossAt(i, -2e-2f);
            Assert.Equal(gradient[i], (up - down) / 4e-2, 0.02 * scale);
        }

        double LossAt(int i, float change)
        {
            float[] moved = [.. weights];
            moved[i] += change;
            network.Tensors.Trained.Fill(moved);
            return Loss().item<float>();
        }
    }

    [Fact]
    public void Pooling_before_the_rectifier_changes_neither_scores_nor_gradients()
    {
        using TorchSession session = Enter();
        ImageShape shape = new(13, 12, 2);
        Network network = new(Describe("layers: [{conv: 9}, relu, {maxpool: 3}, flatten, {dense: classes}]"), shape, 4);
        network.Tensors.Initialise(3, Initialization.FanIn);
        torch.Tensor images = new ImageTensor(NetworkSamples.Noise(shape, 8, seed: 9)).Slice(0, 8);
        torch.Tensor labels = torch.tensor(Enumerable.Range(0, 8).Select(i => i % 4L).ToArray());
        using torch.Generator random = new(1);
        torch.Tensor Tensor(string name) => network.Tensors[name]!;

        torch.Tensor actual = network.Train(images, random);
        torch.Tensor rectified =
            torch.nn.functional.relu(torch.nn.functional.conv2d(images, Tensor("conv1.weight"), Tensor("conv1.bias"), padding: [1L, 1L]));
        torch.Tensor pooled = torch.nn.functional.max_pool2d(rectified, 3);
        torch.Tensor expected = torch.nn.functional.linear(pooled.reshape(8, -1), Tensor("dense1.weight"), Tensor("dense1.bias"));

        Assert.True(pooled.eq(0).any().item<bool>(), "some windows have nothing above zero");
        Assert.Equal(expected.ToArray(), actual.ToArray());
        Assert.Equal(
            network.Tensors.Gradient(torch.nn.functional.cross_entropy(expected, labels)).ToArray(),
            network.Tensors.Gradient(torch.nn.functional.cross_entropy(actual, labels)).ToArray());
    }

    [Fact]
    public void Batch_normalisation_uses_the_batch_while_training_and_remembers_it()
    {
        using TorchSession session = Enter();
        ImageShape shape = new(4, 4, 2);
        Network network = new(Describe("layers: [{batchnorm: {momentum: 0.25}}, flatten, {dense: classes}]"), shape, 2);
        network.Tensors.Initialise(0, Initialization.FanIn);
        SampleSet samples = NetworkSamples.Noise(shape, 6, seed: 2);
        using torch.Generator random = new(1);

        network.Train(new ImageTensor(samples).Slice(0, 6), random);

        Matrix pixels = new PixelsModel().Activations(new ActivationJob(samples, "input", Pooling.None, 2, null), NetworkSamples.Quiet());
        for (int channel = 0; channel < 2; channel++)
        {
            double[] values = [.. Enumerable.Range(0, 6).SelectMany(i => pixels.Row(i).Slice(16 * channel, 16).ToArray())
                .Select(value => (double)value)];
            double mean = values.Average();
            double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
            Assert.Equal(0.25 * mean, network.Tensors["batchnorm1.running_mean"]!.ToArray()[channel], 1e-6);
            Assert.Equal(0.75 + (0.25 * variance), network.Tensors["batchnorm1.running_var"]!.ToArray()[channel], 1e-6);
        }
    }

    [Fact]
    public void Dropout_keeps_the_mean_while_training_and_does_nothing_afterwards()
    {
        using TorchSession session = Enter();
        ImageShape shape = new(32, 32, 3);
        CnnDescription description = Describe("layers: [flatten, {dropout: 0.25}, {dense: classes}]");
        Network network = new(description with { Layers = [.. description.Layers.Take(2)] }, shape, 2);
        SampleSet white = new(4, shape, [.. Enumerable.Repeat((byte)255, 4 * shape.Size)], null, null);
        using torch.Generator random = new(7);

        float[] trained = network.Train(new ImageTensor(white).Slice(0, 4), random).ToArray();
        float[] evaluated = network.Evaluate(new ImageTensor(white).Slice(0, 4)).ToArray();

        Assert.All(trained, value => Assert.True(value == 0 || Math.Abs(value - (1 / 0.75)) < 1e-6));
        Assert.InRange(trained.Average(), 0.97, 1.03);
        Assert.All(evaluated, value => Assert.Equal(1, value));
    }

    [Fact]
    public void Weights_start_uniform_within_one_over_the_root_of_the_fan_in()
    {
        using TorchSession session = Enter();
        Network network = new(Describe("layers: [{conv: {filters: 64, kernel: 5}}, batchnorm, flatten, {dense: classes}]"),
            new ImageShape(6, 6, 3), 4);
        network.Tensors.Initialise(11, Initialization.FanIn);
        double bound = 1 / Math.Sqrt(3 * 5 * 5);

        float[] weights = network.Tensors["conv1.weight"]!.ToArray();

        Assert.InRange(weights.Max(), 0.99 * bound, bound);
        Assert.InRange(weights.Min(), -bound, -0.99 * bound);
        Assert.InRange(weights.Sum(weight => weight * weight) / weights.Length, 0.31 * bound * bound, 0.36 * bound * bound);
        Assert.All(network.Tensors["batchnorm1.weight"]!.ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Glorot_and_He_start_with_their_variances_and_zero_biases()
    {
        using TorchSession session = Enter();
        Network network = new(Describe("layers: [{conv: {filters: 64, kernel: 5}}, batchnorm, flatten, {dense: classes}]"),
            new ImageShape(6, 6, 3), 4);

        network.Tensors.Initialise(11, Initialization.GlorotUniform);
        float[] glorot = network.Tensors["conv1.weight"]!.ToArray();
        float[] biases = network.Tensors["conv1.bias"]!.ToArray();
        network.Tensors.Initialise(11, Initialization.HeNormal);
        float[] he = network.Tensors["conv1.weight"]!.ToArray();

        double bound = Math.Sqrt(6.0 / ((3 * 25) + (64 * 25)));
        Assert.InRange(glorot.Max(), 0.99 * bound, bound);
        Assert.InRange(glorot.Min(), -bound, -0.99 * bound);
        Assert.All(biases, value => Assert.Equal(0, value));
        double sigma = Math.Sqrt(2.0 / 75);
        Assert.InRange(Math.Sqrt(he.Average(value => value * value)) / sigma, 0.97, 1.03);
        Assert.InRange(he.Count(value => Math.Abs(value) < sigma) / (double)he.Length, 0.66, 0.705);
        Assert.All(network.Tensors["dense1.bias"]!.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void An_image_s_activations_do_not_depend_on_its_company_or_place()
    {
        using TorchSession session = Enter();
        ImageShape shape = new(28, 28, 1);
        Network network = Made(Describe(NetworkSamples.SmallCnn), shape, 10);
        SampleSet samples = NetworkSamples.Noise(shape, 300, seed: 9);
        LayerOutputs outputs = new(network, new ImageTensor(samples), default);

        foreach (string layer in new[] { "conv1", "pool2", "penultimate" })
        {
            Matrix all = outputs.Compute([.. Enumerable.Range(0, 300)], layer);
            Matrix reversed = outputs.Compute([.. Enumerable.Range(0, 300).Reverse()], layer);
            Matrix alone = outputs.Compute([123], layer);

            Assert.Equal(all.Row(123), alone.Row(0));
            Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(all.Row(i), reversed.Row(299 - i)));
        }
    }

    [Fact]
    public void Average_pooling_is_the_mean_over_space()
    {
        using TorchSession session = Enter();
        ImageShape shape = new(10, 12, 3);
        Network network = Made(Describe(NetworkSamples.SmallCnn), shape, 10);
        LayerOutputs outputs = new(network, new ImageTensor(NetworkSamples.Noise(shape, 5, seed: 4)), default);

        Matrix whole = outputs.Compute([0, 1, 2, 3, 4], "conv1");
        Matrix pooled = outputs.Compute([0, 1, 2, 3, 4], "conv1", Pooling.Average);

        Assert.Equal(8, pooled.Columns);
        for (int c = 0; c < 8; c++)
        {
            Assert.Equal(whole.Row(3).Slice(120 * c, 120).ToArray().Average(value => (double)value), pooled[3, c], 1e-6);
        }
    }

    internal static TorchSession Enter()
    {
        LibtorchLoader.EnsureLoaded();
        return TorchSession.Enter(2, default);
    }

    internal static CnnDescription Describe(string yaml)
    {
        ConfigErrors errors = new();
        CnnDescription? description = new CnnReader(errors).Read(YamlReader.Read(yaml, "net.yaml", errors)!);
        errors.ThrowIfAny();
        return description!;
    }

    /// <summary>A network with weights from a seed and running statistics away from their start.</summary>
    private static Network Made(CnnDescription description, ImageShape shape, int classes)
    {
        Network network = new(description, shape, classes);
        network.Tensors.Initialise(5, Initialization.FanIn);
        network.Tensors.Measured.Fill([.. Enumerable.Range(0, (int)network.Tensors.Measured.numel()).Select(i => 0.2f + (0.05f * i))]);
        return network;
    }
}
