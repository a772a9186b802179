using Experiments.Data;
using Experiments.Networks.Images;
using Experiments.Networks.Loading;
using Experiments.Networks.Torch;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using Experiments.Tests.Data;

namespace Experiments.Tests.Networks;

public class PixelsModelTests
{
    private static readonly SampleSet TwoByTwo = new(1, new ImageShape(1, 2, 3), [0, 51, 102, 255, 204, 153], null, null);

    [Fact]
    public void Pixels_come_channels_first_in_units() =>
        Assert.Equal([0, 1, 0.2f, 0.8f, 0.4f, 0.6f], Activations(TwoByTwo, Pooling.None).Values.ToArray());

    [Fact]
    public void Average_pooling_gives_one_number_a_channel() =>
        Assert.Equal([0.5f, 0.5f, 0.5f], Activations(TwoByTwo, Pooling.Average).Values.ToArray());

    [Fact]
    public void Images_of_sixteen_bits_keep_what_eight_would_lose()
    {
        ushort[] deep = [0, 1, 256, 257, 65_534, 65_535];
        SampleSet samples = new(1, new ImageShape(1, 6, 1), [.. deep.Select(value => (byte)(value >> 8))], null, null) { DeepPixels = deep };
        float[] expected = [.. deep.Select(value => value / 65_535f)];

        Assert.Equal(expected, Activations(samples, Pooling.None).Values.ToArray());
        Assert.Equal(expected.Average(), Activations(samples, Pooling.Average)[0, 0], 1e-6f);
        LibtorchLoader.EnsureLoaded();
        ImageTensor tensor = new(samples);
        Assert.All(Enumerable.Range(0, 2), _ =>
            Assert.All(tensor.Slice(0, 1).contiguous().ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-7f)));

        float[] moved = new float[6];
        new ImageWarp(false, 0, 1, 0).Apply(samples, 0, moved);
        Assert.Equal([0, .. expected[..^1]], moved);
    }

    [Fact]
    public void Features_are_given_as_they_are()
    {
        Matrix features = new([1, 2, 3], 1, 3);

        Assert.Same(features, Activations(new SampleSet(1, null, null, features, null), Pooling.None));
        Assert.Throws<SweepException>(() => Activations(new SampleSet(1, null, null, features, null), Pooling.Average));
    }

    [Fact]
    public void Shapes_are_the_image_s_or_the_features()
    {
        Assert.Equal([3, 4, 5], Assert.Single(new PixelsModel().Layers(NetworkSamples.Info(new ImageShape(4, 5, 3), 2), [])).Dimensions);
        Assert.Equal([5], Assert.Single(new PixelsModel().Layers(NetworkSamples.Info(null, 2), [])).Dimensions);
    }

    [Fact]
    public void A_cnn_s_input_layer_is_the_pixels()
    {
        IModel cnn = NetworkSamples.Model("layers: [flatten, {dense: classes}]");

        Matrix input = cnn.Activations(new ActivationJob(TwoByTwo, "input", Pooling.None, 2, null), NetworkSamples.Quiet());

        Assert.Equal(Activations(TwoByTwo, Pooling.None).Values.ToArray(), input.Values.ToArray());
    }

    [Fact]
    public void Settings_and_other_layers_are_refused()
    {
        ConfigErrors errors = new();
        new PixelsModelKind().Bind(YamlReader.Read("{kind: pixels, layers: [relu]}", "p.yaml", errors)!, DataFixtures.Offline(null), errors);

        Assert.Equal("p.yaml:1:16: unknown key 'layers'; pixels has no settings", Assert.Single(errors.Problems).ToString());
        Assert.Throws<SweepException>(() => new PixelsModel().Activations(
            new ActivationJob(TwoByTwo, "conv1", Pooling.None, 2, null), NetworkSamples.Quiet()));
    }

    private static Matrix Activations(SampleSet samples, Pooling pooling) =>
        new PixelsModel().Activations(new ActivationJob(samples, "input", pooling, 2, null), NetworkSamples.Quiet());
}
