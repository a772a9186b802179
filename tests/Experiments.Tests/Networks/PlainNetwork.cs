using Experiments.Data;
using Experiments.Networks.Description;
using Experiments.Networks.Layers;
using Experiments.Networks.Torch;

namespace Experiments.Tests.Networks;

/// <summary>An oracle: the layers of a trained network as plain loops over [channel, row, column] in double precision.</summary>
internal static class PlainNetwork
{
    public static double[] Run(CnnDescription description, Network network, SampleSet samples, int image, string until)
    {
        ImageShape shape = samples.Shape!;
        double[,,] x = new double[shape.Channels, shape.Height, shape.Width];
        Fill(x, (c, r, k) => samples.Pixels![(image * shape.Size) + (((r * shape.Width) + k) * shape.Channels) + c] / 255.0);
        return [.. Run(x, description.Layers, network, until).Values.Cast<double>()];
    }

    private static (double[,,] Values, bool Ended) Run(double[,,] x, IEnumerable<CnnLayer> layers, Network network, string until)
    {
        foreach (CnnLayer layer in layers)
        {
            (x, bool ended) = layer is ResidualLayer block ? Add(x, block, network, until) : (Apply(x, layer, network), false);
            if (ended || layer.Name == until)
            {
                return (x, true);
            }
        }

        return (x, false);
    }

    private static double[,,] Apply(double[,,] x, CnnLayer layer, Network network)
    {
        double[] Tensor(string role) => [.. (network.Tensors[$"{layer.Name}.{role}"]?.ToArray() ?? []).Select(value => (double)value)];
        return layer switch
        {
            ConvLayer conv => Convolve(x, conv, Tensor("weight"), Tensor("bias")),
            BatchNormLayer norm => Map(x, (c, value) =>
                ((value - Tensor("running_mean")[c]) / Math.Sqrt(Tensor("running_var")[c] + norm.Epsilon) * Tensor("weight")[c]) + Tensor("bias")[c]),
            ReluLayer => Map(x, (_, value) => Value(Activation.Relu, value)),
            GeluLayer => Map(x, (_, value) => Value(Activation.Gelu, value)),
            TanhLayer => Map(x, (_, value) => Value(Activation.Tanh, value)),
            SiluLayer => Map(x, (_, value) => Value(Activation.Silu, value)),
            MaxPoolLayer pool => Pool(x, pool, window => window.Max()),
            AveragePoolLayer pool => Pool(x, pool, window => window.Average()),
            GlobalAveragePoolLayer =>
                Vector([.. Enumerable.Range(0, x.GetLength(0))
                    .Select(c => x.Cast<double>().Chunk(x.GetLength(1) * x.GetLength(2)).ElementAt(c).Average())]),
            FlattenLayer => Vector([.. x.Cast<double>()]),
            DenseLayer dense => Connect(x, dense, Tensor("weight"), Tensor("bias")),
            _ => x,
        };
    }

    /// <summary>A block's layers and, beside them, x itself or its projection by the tensors named after the block.</summary>
    private static (double[,,] Values, bool Ended) Add(double[,,] x, ResidualLayer block, Network network, string until)
    {
        (double[,,] y, bool ended) = Run(x, block.Layers, network, until);
        if (ended)
        {
            return (y, true);
        }

        if (network.Tensors[$"{block.Name}.shortcut.weight"] is { shape: var weight })
        {
            int stride = (int)Math.Ceiling((double)x.GetLength(1) / y.GetLength(1));
            x = Apply(x, new ConvLayer { Name = $"{block.Name}.shortcut", Filters = (int)weight[0], Kernel = 1, Stride = stride, Padding = "valid" },
                network);
            x = network.Tensors[$"{block.Name}.shortcut_norm.weight"] is null
                ? x
                : Apply(x, new BatchNormLayer { Name = $"{block.Name}.shortcut_norm" }, network);
        }

        double[,,] sum = new double[y.GetLength(0), y.GetLength(1), y.GetLength(2)];
        Fill(sum, (c, r, k) => Value(block.Activation, x[c, r, k] + y[c, r, k]));
        return (sum, false);
    }

    private static double Value(Activation function, double x) => function switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.Gelu => x * NormalShare(x),
        Activation.Tanh => Math.Tanh(x),
        Activation.Silu => x / (1 + Math.Exp(-x)),
        _ => x,
    };

    /// <summary>The normal distribution's Φ by its series, 1/2 + φ(x) (x + x³/3 + x⁵/15 + …).</summary>
    private static double NormalShare(double x)
    {
        double sum = 0;
        double term = x;
        for (int n = 1; Math.Abs(term) > 1e-17; n++)
        {
            sum += term;
            term *= x * x / ((2 * n) + 1);
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }

    private static double[,,] Convolve(double[,,] x, ConvLayer conv, double[] weight, double[] bias)
    {
        (int channels, int height, int width) = (x.GetLength(0), x.GetLength(1), x.GetLength(2));
        IReadOnlyList<int> shape = conv.Output([channels, height, width], 0);
        (int top, int left) = (conv.Pad(height).Before, conv.Pad(width).Before);
        double[,,] y = new double[shape[0], shape[1], shape[2]];
        Fill(y, (f, r, k) =>
        {
            double sum = bias.Length > 0 ? bias[f] : 0;
            for (int c = 0; c < channels; c++)
            {
                for (int i = 0; i < conv.Kernel; i++)
                {
                    for (int j = 0; j < conv.Kernel; j++)
                    {
                        (int row, int column) = ((r * conv.Stride) + i - top, (k * conv.Stride) + j - left);
                        bool inside = row >= 0 && row < height && column >= 0 && column < width;
                        sum += inside ? x[c, row, column] * weight[(((((f * channels) + c) * conv.Kernel) + i) * conv.Kernel) + j] : 0;
                    }
                }
            }

            return sum;
        });
        return y;
    }

    private static double[,,] Pool(double[,,] x, PoolLayer pool, Func<IEnumerable<double>, double> summary)
    {
        IReadOnlyList<int> shape = pool.Output([x.GetLength(0), x.GetLength(1), x.GetLength(2)], 0);
        double[,,] y = new double[shape[0], shape[1], shape[2]];
        int step = pool.Stride ?? pool.Size;
        Fill(y, (c, r, k) =>
            summary(Enumerable.Range(0, pool.Size * pool.Size).Select(i => x[c, (r * step) + (i / pool.Size), (k * step) + (i % pool.Size)])));
        return y;
    }

    private static double[,,] Connect(double[,,] x, DenseLayer dense, double[] weight, double[] bias)
    {
        double[] input = [.. x.Cast<double>()];
        int units = weight.Length / input.Length;
        double[,,] y = Vector(
            [.. Enumerable.Range(0, units).Select(u => bias[u] + input.Select((value, i) => value * weight[(u * input.Length) + i]).Sum())]);
        return Map(y, (_, value) => Value(dense.Activation, value));
    }

    private static double[,,] Vector(double[] values)
    {
        double[,,] x = new double[values.Length, 1, 1];
        Fill(x, (c, _, _) => values[c]);
        return x;
    }

    private static double[,,] Map(double[,,] x, Func<int, double, double> function)
    {
        double[,,] y = new double[x.GetLength(0), x.GetLength(1), x.GetLength(2)];
        Fill(y, (c, r, k) => function(c, x[c, r, k]));
        return y;
    }

    private static void Fill(double[,,] x, Func<int, int, int, double> value)
    {
        for (int c = 0; c < x.GetLength(0); c++)
        {
            for (int r = 0; r < x.GetLength(1); r++)
            {
                for (int k = 0; k < x.GetLength(2); k++)
                {
                    x[c, r, k] = value(c, r, k);
                }
            }
        }
    }
}
