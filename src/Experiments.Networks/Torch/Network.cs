using Experiments.Data;
using Experiments.Networks.Description;
using Experiments.Networks.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Networks.Torch;

/// <summary>A network that runs: its layers applied one after another.</summary>
internal sealed class Network(CnnDescription description, ImageShape image, int classes)
{
    /// <summary>The network's weights and running statistics.</summary>
    public NetworkTensors Tensors { get; } = new(description.Tensors(image, classes));

    /// <summary>Logits of a batch in training mode: batch statistics are used and kept, dropout is drawn from <paramref name="random"/>.</summary>
    public Tensor Train(Tensor images, Generator random) => Run(images, description.Layers, new Pass(random, null));

    /// <summary>Output of the layer named <paramref name="last"/> (of the whole network when null) as a trained network gives it.</summary>
    public Tensor Evaluate(Tensor images, string? last = null) => Run(images, description.Layers, new Pass(null, last));

    private Tensor Run(Tensor x, IReadOnlyList<CnnLayer> layers, Pass pass)
    {
        foreach (CnnLayer layer in pass.Last is null ? PoolsFirst(layers) : layers)
        {
            x = Apply(x, layer, pass);
            pass.Reached |= layer.Name == pass.Last;
            if (pass.Reached)
            {
                break;
            }
        }

        return x;
    }

    /// <summary>A rectifier and the maximum over windows may change places, gradients included, and the rectifier then has less to do.</summary>
    private static IEnumerable<CnnLayer> PoolsFirst(IReadOnlyList<CnnLayer> layers)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            bool changes = layers[i] is ReluLayer && i + 1 < layers.Count && layers[i + 1] is MaxPoolLayer;
            yield return layers[changes ? i + 1 : i];
            if (changes)
            {
                yield return layers[i++];
            }
        }
    }

    private Tensor Apply(Tensor x, CnnLayer layer, Pass pass) => layer switch
    {
        ConvLayer conv => Convolve(x, conv),
        BatchNormLayer norm => Normalise(x, norm, pass.Random is not null),
        ActivationLayer { Function: var function } => Activate(x, function),
        MaxPoolLayer pool => functional.max_pool2d(x, pool.Size, pool.Stride ?? pool.Size),
        AveragePoolLayer pool => functional.avg_pool2d(x, pool.Size, pool.Stride ?? pool.Size),
        GlobalAveragePoolLayer => x.mean([2, 3]),
        DropoutLayer { Rate: var rate } => pass.Random is null || rate == 0 ? x : x * Mask(x, rate, pass.Random),
        FlattenLayer => x.reshape(x.shape[0], -1),
        DenseLayer dense => Connect(x, dense),
        ResidualLayer block => Add(x, block, pass),
        _ => throw new NotSupportedException($"Layers of type {layer.GetType()} are not supported."),
    };

    private Tensor Add(Tensor x, ResidualLayer block, Pass pass)
    {
        Tensor y = Run(x, block.Layers, pass);
        return pass.Reached ? y : Activate(y + Run(x, block.Shortcut(Shape(x), Shape(y)), pass), block.Activation);
    }

    private Tensor Convolve(Tensor x, ConvLayer conv)
    {
        (int Before, int After) rows = conv.Pad((int)x.shape[2]);
        (int Before, int After) columns = conv.Pad((int)x.shape[3]);
        // oneDNN's kernel for 1 x 1 with a stride writes out of bounds in training (libtorch 2.10): skip pixels first, which is the same.
        bool skips = conv is { Kernel: 1, Stride: > 1 };
        bool padsFirst = rows.Before != rows.After || columns.Before != columns.After || (skips && rows.Before > 0);
        x = padsFirst ? functional.pad(x, [columns.Before, columns.After, rows.Before, rows.After]) : x;
        x = skips ? x.slice(2, 0, long.MaxValue, conv.Stride).slice(3, 0, long.MaxValue, conv.Stride) : x;
        long stride = skips ? 1 : conv.Stride;
        return functional.conv2d(
            x, Tensors[$"{conv.Name}.weight"]!, Tensors[$"{conv.Name}.bias"]!, [stride, stride], padsFirst ? [0, 0] : [rows.Before, columns.Before]);
    }

    private Tensor Normalise(Tensor x, BatchNormLayer norm, bool training) => functional.batch_norm(
        x, Tensors[$"{norm.Name}.running_mean"]!, Tensors[$"{norm.Name}.running_var"]!, Tensors[$"{norm.Name}.weight"]!,
        Tensors[$"{norm.Name}.bias"]!,
        training, norm.Momentum, norm.Epsilon);

    private Tensor Connect(Tensor x, DenseLayer dense) => Activate(
        functional.linear(x, Tensors[$"{dense.Name}.weight"]!, Tensors[$"{dense.Name}.bias"]!), dense.Activation);

    private static Tensor Activate(Tensor x, Activation function) => function switch
    {
        Activation.None => x,
        Activation.Relu => functional.relu(x),
        Activation.Gelu => functional.gelu(x),
        Activation.Tanh => x.tanh(),
        Activation.Silu => functional.silu(x),
        _ => throw new NotSupportedException($"The activation {function} is not supported."),
    };

    private static int[] Shape(Tensor batch) => [.. batch.shape.Skip(1).Select(extent => (int)extent)];

    private static Tensor Mask(Tensor like, double rate, Generator random) =>
        empty_like(like).bernoulli_(1 - rate, random).div_(1 - rate);

    /// <summary>One way through the network.</summary>
    /// <param name="Random">The generator that dropout draws from; null outside training.</param>
    /// <param name="Last">The layer to stop after; null for the last one.</param>
    private sealed record Pass(Generator? Random, string? Last)
    {
        /// <summary>True when the layer to stop after was met.</summary>
        public bool Reached { get; set; }
    }
}
