using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Experiments.Reports.Drawing.Inputs;

/// <summary>A vector as bars, one a unit, over the wider and lighter bars of the mean it is compared with; the strongest units are named.</summary>
internal sealed class UnitBarsFigure
{
    public const int Named = 8;
    private const int MostUnits = 512;
    private static readonly PixelPadding Padding = new(40, 6, 34, 16);
    private static readonly SKColor MeanInk = new(0xC9, 0xD6, 0xE2);

    private readonly UnitVector vector;
    private readonly int[] units;

    public UnitBarsFigure(UnitVector vector)
    {
        this.vector = vector;
        int[] all = [.. Enumerable.Range(0, vector.Values.Length)];
        int[] strongest = [.. all.OrderByDescending(unit => Math.Abs(vector.Values[unit]))];
        units = all.Length <= MostUnits ? all : [.. strongest.Take(MostUnits).Order()];
        Strongest = [.. strongest.Take(Named).Where(unit => vector.Values[unit] != 0)];
    }

    /// <summary>Units with the largest values, the largest first.</summary>
    public IReadOnlyList<int> Strongest { get; }

    /// <summary>Numbers under the axis at most.</summary>
    public int MostTicks { get; init; } = 16;

    /// <summary>The number of units that are drawn.</summary>
    public int Shown => units.Length;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        if (vector.Mean is not null)
        {
            Add(plot, vector.Mean, MeanInk, 1);
        }

        Add(plot, vector.Values, Ink.Accent, 0.5);
        (double low, double high) = Range();
        plot.Axes.SetLimits(-0.5 - (units.Length * 0.005), units.Length - 0.5 + (units.Length * 0.005), low, high);
        PlotFrame.Scale(plot.Axes.Left, low, high, 6);
        PlotFrame.Label(plot.Axes.Left, "activation");
        PlotFrame.Label(plot.Axes.Bottom, "unit");
        double[] ticks = Ticks();
        plot.Axes.Bottom.TickGenerator = new NumericManual(ticks, [.. ticks.Select(tick => Numbers.Count(units[(int)tick]))]);
        PlotFrame.Draw(plot, canvas, area);
        SKRect data = new(area.Left + Padding.Left, area.Top + Padding.Top, area.Right - Padding.Right, area.Bottom - Padding.Bottom);
        DrawNames(canvas, data, low, high);
        DrawKey(canvas, new SKPoint(data.Left, area.Top + 8));
    }

    private void Add(Plot plot, float[] values, SKColor color, double size)
    {
        Bar[] bars = [.. units.Index().Select(unit => new Bar
        {
            Position = unit.Index,
            Value = float.IsFinite(values[unit.Item]) ? values[unit.Item] : 0,
            FillColor = color.ToPlot(),
            LineWidth = 0,
            Size = size,
        })];
        plot.Add.Bars(bars);
    }

    private (double Low, double High) Range()
    {
        float[] finite = [.. vector.Values.Concat(vector.Mean ?? []).Where(float.IsFinite)];
        double low = Math.Min(0, finite.DefaultIfEmpty(0).Min());
        double high = Math.Max(0, finite.DefaultIfEmpty(0).Max());
        double margin = Math.Max((high - low) * 0.12, 1e-6);
        return (low < 0 ? low - margin : 0, high + margin);
    }

    private double[] Ticks()
    {
        int step = 1;
        while (units.Length / step > MostTicks)
        {
            step *= 2;
        }

        return [.. Enumerable.Range(0, units.Length).Where(i => i % step == 0).Select(i => (double)i)];
    }

    private void DrawNames(SKCanvas canvas, SKRect data, double low, double high)
    {
        LabelPlacer placer = new(SKRect.Inflate(data, 0, 6));
        TextStyle style = Typography.Small.In(Ink.Text).In(Face.SemiBold);
        (int Unit, SKPoint Tip)[] tips = [.. Strongest.Select(unit => (unit, new SKPoint(
            data.Left + ((Array.IndexOf(units, unit) + 0.5f + (units.Length * 0.005f)) / (units.Length * 1.01f) * data.Width),
            data.Bottom - ((float)((vector.Values[unit] - low) / (high - low)) * data.Height))))];
        float zero = data.Bottom - ((float)((0 - low) / (high - low)) * data.Height);
        foreach ((_, SKPoint tip) in tips)
        {
            placer.Block(new SKRect(tip.X - 1, Math.Min(tip.Y, zero), tip.X + 1, Math.Max(tip.Y, zero)));
        }

        foreach ((int unit, SKPoint tip) in tips)
        {
            string name = Numbers.Count(unit);
            SKSize size = new(Typography.Measure(name, style) + 3, style.Size);
            if (placer.Place(tip, size, vector.Values[unit] < 0 ? MathF.PI / 2 : -MathF.PI / 2, 2, 40) is SKRect place)
            {
                canvas.DrawHaloed(name, new SKPoint(place.MidX, place.MidY + (Faces.Of(style.Face).CapHeight * style.Size / 2)), style);
            }
        }
    }

    private void DrawKey(SKCanvas canvas, SKPoint at)
    {
        float x = Key(canvas, at, "this input", Ink.Accent, 2.5f);
        if (vector.Mean is not null)
        {
            Key(canvas, new SKPoint(x, at.Y), "mean", MeanInk, 6);
        }
    }

    private static float Key(SKCanvas canvas, SKPoint at, string text, SKColor color, float width)
    {
        canvas.FillRect(SKRect.Create(at.X + 3 - (width / 2), at.Y - 7, width, 8), color);
        canvas.DrawLine(text, new SKPoint(at.X + 10, at.Y), Typography.Small.In(Ink.Text));
        return at.X + 10 + Typography.Measure(text, Typography.Small) + 14;
    }
}
