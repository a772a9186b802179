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
}
