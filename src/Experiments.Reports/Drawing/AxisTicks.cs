using Experiments.Results.Records;

namespace Experiments.Reports.Drawing;

/// <summary>Round numbers along an axis.</summary>
internal static class AxisTicks
{
    private static readonly double[] Factors = [1, 2, 5, 10];

    /// <summary>About that many multiples of 1, 2 or 5 times a power of ten between two ends, with the decimals they need.</summary>
    public static IReadOnlyList<(double Position, string Label)> Between(double low, double high, int count)
    {
        double raw = (high - low) / count;
        if (!double.IsFinite(raw) || raw <= 0)
        {
            return [];
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * Factors.First(factor => factor * power >= raw * 0.999);
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 12);
        List<(double, string)> ticks = [];
        for (double i = Math.Ceiling((low / step) - 1e-9); i * step <= high + (step * 1e-9); i++)
        {
            double position = (i * step) + 0.0;
            ticks.Add((position, decimals == 0 ? Numbers.Whole(position) : Numbers.Decimal(position, decimals)));
        }

        return ticks;
    }

    /// <summary>The numbers 1, 2 and 5 times a power of ten between two ends that are logarithms to base 10, as are the positions.</summary>
    public static IReadOnlyList<(double Position, string Label)> Logarithmic(double low, double high) =>
        [.. Enumerable.Range((int)Math.Floor(low), Math.Max(0, (int)Math.Ceiling(high) - (int)Math.Floor(low) + 1))
            .SelectMany(power => Factors[..^1].Select(factor => factor * Math.Pow(10, power)))
            .Select(tick => (Math.Log10(tick), Numbers.Setting(tick)))
            .Where(tick => tick.Item1 >= low - 1e-9 && tick.Item1 <= high + 1e-9)];
}
