using Experiments.Data;
using Experiments.Networks;

namespace Experiments.Tests.Networks;

/// <summary>An oracle: the layers of a trained network as plain loops over [channel, row, column] in double precision.</summary>
internal static class PlainNetwork
{
    public static double[] Run(CnnDescription description, Network network, SampleSet samples, int image, string until)
    {
        ImageShape shape = samples.Shape!;
        double[,,] x = new double[shape.Channels, shape.Height, shape.Width];
        Fill(x, (c, r, k) => samples.Pixels![(image * shape.Size) + (((r * shape.Width) + k) * shape.Channels) + c] / 255.0);
        double[] Tensor(CnnLayer layer, string role) => [.. (network.Tensors[$"{layer.Name}.{role}"]?.ToArray() ?? []).Select(value => (double)value)];
        foreach (CnnLayer layer in description.Layers)
        {
            x = layer switch
            {
                ConvLayer conv => Convolve(x, conv, Tensor(conv, "weight"), Tensor(conv, "bias")),
                BatchNormLayer norm => Map(x, (c, value) =>
                    ((value - Tensor(norm, "running_mean")[c]) / Math.Sqrt(Tensor(norm, "running_var")[c] + norm.Epsilon) * Tensor(norm, "weight")[c]) + Tensor(norm, "bias")[c]),
                ReluLayer => Map(x, (_, value) => Math.Max(value, 0)),
                MaxPoolLayer pool => Pool(x, pool, window => window.Max()),
                AveragePoolLayer pool => Pool(x, pool, window => window.Average()),
                FlattenLayer => Vector([.. x.Cast<double>()]),
                DenseLayer dense => Connect(x, dense, Tensor(dense, "weight"), Tensor(dense, "bias")),
                _ => x,
            };
            if (layer.Name == until)
            {
                break;
            }
        }

        return [.. x.Cast<double>()];
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
        Fill(y, (c, r, k) => summary(Enumerable.Range(0, pool.Size * pool.Size).Select(i => x[c, (r * step) + (i / pool.Size), (k * step) + (i % pool.Size)])));
        return y;
    }

    private static double[,,] Connect(double[,,] x, DenseLayer dense, double[] weight, double[] bias)
    {
        double[] input = [.. x.Cast<double>()];
        int units = weight.Length / input.Length;
        double[,,] y = Vector([.. Enumerable.Range(0, units).Select(u => bias[u] + input.Select((value, i) => value * weight[(u * input.Length) + i]).Sum())]);
        return dense.Activation == Activation.Relu ? Map(y, (_, value) => Math.Max(value, 0)) : y;
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
