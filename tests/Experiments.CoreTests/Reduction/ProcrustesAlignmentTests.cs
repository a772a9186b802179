using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public class ProcrustesAlignmentTests
{
    private const int Samples = 40;

    private static Matrix Picture(Func<double, double, (double X, double Y)> map)
    {
        Random random = new(1);
        Matrix picture = new(Samples, 2);
        for (int i = 0; i < Samples; i++)
        {
            (double x, double y) = map(random.NextDouble() * 3, random.NextDouble());
            (picture.Row(i)[0], picture.Row(i)[1]) = ((float)x, (float)y);
        }

        return picture;
    }

    [Fact]
    public void Pictures_that_differ_by_motion_mirroring_and_scale_agree_wholly()
    {
        (double sine, double cosine) = Math.SinCos(2.1);
        ProcrustesAlignment alignment = ProcrustesAlignment.Of(
        [
            Picture((x, y) => (x, y)),
            Picture((x, y) => ((4 * ((cosine * x) - (sine * y))) + 7, (4 * ((sine * x) + (cosine * y))) - 2)),
            Picture((x, y) => (-0.1 * y, 0.1 * -x)),
        ]);
        Assert.All(alignment.Spread(), spread => Assert.InRange(spread, 0, 2e-6f));
        Assert.Equal(1, Enumerable.Range(0, Samples).Average(i => Math.Pow(alignment.Mean[i, 0], 2) + Math.Pow(alignment.Mean[i, 1], 2)), 1e-5);
        Assert.All(alignment.Aligned, picture => Assert.Equal(alignment.Mean[5, 0], picture[5, 0], 1e-5f));
    }

    [Fact]
    public void A_sample_that_moves_has_the_spread_the_others_lack()
    {
        Matrix moved = Picture((x, y) => (-x, y));
        moved.Row(11)[0] += 1.5f;
        float[] spread = ProcrustesAlignment.Of([Picture((x, y) => (x, y)), moved]).Spread();
        Assert.Equal(11, Array.IndexOf(spread, spread.Max()));
        Assert.True(spread[11] > 6 * spread.Order().ElementAt(Samples - 2), $"{spread[11]} against {spread.Order().ElementAt(Samples - 2)}");
    }

    [Fact]
    public void The_alignment_is_the_best_of_all_turns()
    {
        Matrix first = Picture((x, y) => (x, y));
        Matrix second = Picture((x, y) => (y + (0.3 * Math.Sin(5 * x)), x));
        ProcrustesAlignment alignment = ProcrustesAlignment.Of([first, second]);
        double reached = Loss(alignment.Aligned[1], alignment.Aligned[0], 0, mirrored: false);
        double best = Enumerable.Range(0, 3600)
            .SelectMany(i => new[] { false, true }.Select(mirror =>
                Loss(alignment.Aligned[1], alignment.Aligned[0], i * Math.PI / 1800, mirror))).Min();
        Assert.True(reached <= best + 1e-4, $"{reached} is not below {best}");
    }

    [Fact]
    public void Pictures_of_other_shapes_are_refused()
    {
        Assert.Throws<ReductionException>(() => ProcrustesAlignment.Of([]));
        Assert.Throws<ReductionException>(() => ProcrustesAlignment.Of([new Matrix(5, 2), new Matrix(4, 2)]));
        Assert.Throws<ReductionException>(() => ProcrustesAlignment.Of([new Matrix(5, 3)]));
    }

    private static double Loss(Matrix picture, Matrix target, double angle, bool mirrored)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        double sum = 0;
        for (int i = 0; i < picture.Rows; i++)
        {
            (double x, double y) = (mirrored ? -picture[i, 0] : picture[i, 0], picture[i, 1]);
            sum += Math.Pow((cosine * x) - (sine * y) - target[i, 0], 2) + Math.Pow((sine * x) + (cosine * y) - target[i, 1], 2);
        }

        return sum;
    }
}
