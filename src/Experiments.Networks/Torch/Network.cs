using Experiments.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Networks;

/// <summary>A network that runs: its layers applied one after another.</summary>
internal sealed class Network(CnnDescription description, ImageShape image, int classes)
{
    /// <summary>Its weights and running statistics.</summary>
    public NetworkTensors Tensors { get; } = new(description.Tensors(image, classes));

    /// <summary>Logits of a batch in training mode: batch statistics are used and kept, dropout is drawn from <paramref name="random"/>.</summary>
    public Tensor Train(Tensor images, Generator random) => Run(images, description.Layers, random);

    /// <summary>Output of the layer named <paramref name="last"/> (of the whole network when null) as a trained network gives it.</summary>
    public Tensor Evaluate(Tensor images, string? last = null) =>
        Run(images, description.Layers.Take(last is null ? int.MaxValue : 1 + description.Layers.ToList().FindIndex(layer => layer.Name == last)), null);

    private Tensor Run(Tensor x, IEnumerable<CnnLayer> layers, Generator? random)
    {
        foreach (CnnLayer layer in layers)
        {
            x = layer switch
            {
                ConvLayer conv => Convolve(x, conv),
                BatchNormLayer norm => Normalise(x, norm, random is not null),
                ReluLayer => functional.relu(x),
                MaxPoolLayer pool => functional.max_pool2d(x, pool.Size, pool.Stride ?? pool.Size),
                AveragePoolLayer pool => functional.avg_pool2d(x, pool.Size, pool.Stride ?? pool.Size),
                DropoutLayer { Rate: var rate } => random is null || rate == 0 ? x : x * Mask(x, rate, random),
                FlattenLayer => x.reshape(x.shape[0], -1),
                DenseLayer dense => Connect(x, dense),
                _ => throw new NotSupportedException($"Layers of type {layer.GetType()} are not supported."),
            };
        }

        return x;
    }

    private Tensor Convolve(Tensor x, ConvLayer conv)
    {
        (int Before, int After) rows = conv.Pad((int)x.shape[2]);
        (int Before, int After) columns = conv.Pad((int)x.shape[3]);
        bool even = rows.Before == rows.After && columns.Before == columns.After;
        if (!even)
        {
            x = functional.pad(x, [columns.Before, columns.After, rows.Before, rows.After]);
        }

        return functional.conv2d(
            x, Tensors[$"{conv.Name}.weight"]!, Tensors[$"{conv.Name}.bias"]!, [conv.Stride, conv.Stride], even ? [rows.Before, columns.Before] : [0, 0]);
    }

    private Tensor Normalise(Tensor x, BatchNormLayer norm, bool training) => functional.batch_norm(
        x, Tensors[$"{norm.Name}.running_mean"]!, Tensors[$"{norm.Name}.running_var"]!, Tensors[$"{norm.Name}.weight"]!, Tensors[$"{norm.Name}.bias"]!,
        training, norm.Momentum, norm.Epsilon);

    private Tensor Connect(Tensor x, DenseLayer dense)
    {
        Tensor y = functional.linear(x, Tensors[$"{dense.Name}.weight"]!, Tensors[$"{dense.Name}.bias"]!);
        return dense.Activation == Activation.Relu ? functional.relu(y) : y;
    }

    private static Tensor Mask(Tensor like, double rate, Generator random) =>
        empty_like(like).bernoulli_(1 - rate, random).div_(1 - rate);
}
