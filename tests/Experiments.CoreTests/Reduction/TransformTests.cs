using System.Runtime.Intrinsics;
using Experiments.Reduction;
using Experiments.Reduction.Numerics;
using Experiments.Reduction.TSne.Repulsion;

namespace Experiments.Tests.Reduction;

/// <summary>Fourier transforms, grid convolution, splines, exponential and logarithm against their definitions.</summary>
public sealed class TransformTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(64)]
    [InlineData(360)]
    public void A_transform_is_its_sum_and_has_an_inverse(int length)
    {
        LaneFft.Buffers work = new(length);
        float[] re = TestSamples.Normal(length, 8, 1).Values.ToArray(), im = TestSamples.Normal(length, 8, 2).Values.ToArray();
        re.CopyTo(work.Re, 0);
        im.CopyTo(work.Im, 0);
        LaneFft transform = new(length);
        transform.Forward(work);
        int frequency = length - 1 - (length / 3);
        for (int lane = 0; lane < 8; lane++)
        {
            (double sumRe, double sumIm) = (0, 0);
            for (int t = 0; t < length; t++)
            {
                (double sin, double cos) = Math.SinCos(-2 * Math.PI * frequency * t / length);
                sumRe += (re[(t * 8) + lane] * cos) - (im[(t * 8) + lane] * sin);
                sumIm += (re[(t * 8) + lane] * sin) + (im[(t * 8) + lane] * cos);
            }

            Assert.Equal(sumRe, work.Re[(frequency * 8) + lane], 1e-4);
            Assert.Equal(sumIm, work.Im[(frequency * 8) + lane], 1e-4);
        }

        transform.Backward(work);
        Assert.All(Enumerable.Range(0, length * 8), i => Assert.Equal(re[i], work.Re[i] / length, 1e-5));
        Assert.All(Enumerable.Range(0, length * 8), i => Assert.Equal(im[i], work.Im[i] / length, 1e-5));
    }

    [Fact]
    public void Lengths_have_small_factors_and_are_even()
    {
        Assert.Equal([2, 8, 10, 12, 108], new[] { 1, 7, 9, 11, 101 }.Select(LaneFft.LengthFor));
        Assert.Throws<ArgumentException>(() => new LaneFft(14));
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(21, 37)]
    public void Convolution_on_a_grid_is_the_sum_over_all_pairs_of_nodes(int rows, int columns)
    {
        static double Kernel(int x, int y) => 1 / (1 + (0.3 * x * x) + (0.2 * y * y));
        GridConvolution convolution = new(rows, columns, Kernel, (_, _) => 1, new ReductionContext());
        Matrix charges = TestSamples.Normal(rows, columns);
        float[] grid = new float[rows * convolution.Stride];
        for (int r = 0; r < rows; r++)
        {
            charges.Row(r).CopyTo(grid.AsSpan(r * convolution.Stride));
        }

        convolution.Apply(grid, new ReductionContext());
        for (int r = 0; r < rows; r += 5)
        {
            for (int c = 0; c < columns; c++)
            {
                double expected = 0;
                for (int i = 0; i < rows * columns; i++)
                {
                    expected += charges.Values[i] * Kernel(Math.Abs(r - (i / columns)), Math.Abs(c - (i % columns)));
                }

                Assert.Equal(expected, grid[(r * convolution.Stride) + c], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.31f)]
    [InlineData(0.999f)]
    public void Spline_weights_sum_to_one_and_reproduce_position(float t)
    {
        Vector256<float> weights = QuinticSpline.Weights(t), slopes = QuinticSpline.Derivatives(t);
        double Moment(Vector256<float> w, int power) =>
            Enumerable.Range(0, 8).Sum(node => w.GetElement(node) * Math.Pow(node - QuinticSpline.Before, power));
        Assert.Equal(1, Moment(weights, 0), 1e-6);
        Assert.Equal(t, Moment(weights, 1), 1e-6);
        Assert.Equal(0, Moment(slopes, 0), 1e-6);
        Assert.Equal(1, Moment(slopes, 1), 1e-5);
        Assert.Equal(0, weights.GetElement(6));
    }

    [Fact]
    public void Exponential_and_logarithm_are_accurate()
    {
        for (double x = -700; x < 700; x += 0.731)
        {
            double exp = VectorMath.Exp(Vector256.Create(x)).GetElement(2);
            Assert.Equal(1, exp / Math.Exp(x), 2e-15);
            Assert.Equal(Math.Log(exp), VectorMath.Log(Vector256.Create(exp)).GetElement(1), 2e-15 * Math.Max(1, Math.Abs(x)));
        }

        Assert.Equal(0, VectorMath.Log(Vector256.Create(1.0)).GetElement(0));
        Assert.Equal(1, VectorMath.Exp(Vector256<double>.Zero).GetElement(0));
    }
}
