using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Activations;

/// <summary>A layer's activations as an image: a row a sample, in order of classes, a column a feature, in a given order.</summary>
internal sealed class ActivationMatrixFigure
{
    private const int MostRows = 1000;
    private const float Band = 7;
    private const float Foot = 34;

    /// <summary>Share of the activations that the scale covers; the few above are as dark as its end.</summary>
    private const double Covered = 0.995;

    private readonly Matrix activations;
    private readonly PictureData data;
    private readonly int[] order;
    private readonly int[] samples;
    private readonly float names;

    public ActivationMatrixFigure(Matrix activations, PictureData data, int[] order)
    {
        this.activations = activations;
        this.data = data;
        this.order = order;
        samples = data.Labels is null
            ? [.. Enumerable.Range(0, activations.Rows)]
            : [.. Enumerable.Range(0, activations.Rows).OrderBy(i => data.Labels[i])];
        names = HasNames ? Math.Min(90, Enumerable.Range(0, data.Classes).Max(c => Typography.Measure(data.Label(c), Typography.Small))) + 6 : 0;
        float[] sorted = activations.Values.ToArray();
        Array.Sort(sorted);
        Low = Math.Min(0, sorted[(int)((1 - Covered) * (sorted.Length - 1))]);
        High = Math.Max(Low + 1e-6f, sorted[(int)(Covered * (sorted.Length - 1))]);
        SamplesInRow = (samples.Length + MostRows - 1) / MostRows;
    }

    /// <summary>The value of the lightest colour: 0 where nothing is negative.</summary>
    public float Low { get; }

    /// <summary>The value of the darkest colour.</summary>
    public float High { get; }

    /// <summary>Samples whose mean makes one row of the image.</summary>
    public int SamplesInRow { get; }

    private bool HasNames => data.Labels is not null && data.Classes <= ClassLegend.MostNamed;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        SKRect image = new(area.Left + names + (data.Labels is null ? 0 : Band + 3), area.Top, area.Right, area.Bottom - Foot);
        using SKImage heat = HeatImage.Of((samples.Length + SamplesInRow - 1) / SamplesInRow, order.Length, Color);
        canvas.DrawImage(heat, image, new SKSamplingOptions(SKFilterMode.Nearest));
        if (data.Labels is not null)
        {
            DrawClasses(canvas, area.Left, image);
        }

        canvas.StrokeRect(image, 0.4f, Ink.Quiet);
        new ColorKey(Low, High, value => HeatScale.At(Share(value)), "activation")
            .Draw(canvas, new SKRect(image.Left, image.Bottom + 8, image.Left + 240, area.Bottom));
    }

    private double Share(double value) => (value - Low) / (High - Low);

    private SKColor Color(int row, int column)
    {
        int first = row * SamplesInRow;
        int last = Math.Min(samples.Length, first + SamplesInRow);
        double sum = 0;
        for (int i = first; i < last; i++)
        {
            sum += activations[samples[i], order[column]];
        }

        return HeatScale.At(Share(sum / (last - first)));
    }

    private void DrawClasses(SKCanvas canvas, float left, SKRect image)
    {
        float scale = image.Height / samples.Length;
        FittedLabels labels = new(samples.Select(sample => data.Label(data.Labels![sample])), Typography.Small, names - 5);
        int start = 0;
        while (start < samples.Length)
        {
            int label = data.Labels![samples[start]];
            int end = start;
            while (end < samples.Length && data.Labels[samples[end]] == label)
            {
                end++;
            }

            SKRect band = new(image.Left - Band - 3, image.Top + (start * scale), image.Left - 3, image.Top + (end * scale));
            canvas.FillRect(band, data.Color(label));
            if (start > 0)
            {
                canvas.DrawRule(image.Left, image.Right, band.Top, 0.35f, SKColors.White);
            }

            if (HasNames && band.Height > 6)
            {
                canvas.DrawLine(labels[data.Label(label)], new SKPoint(left + names - 4, band.MidY + 2.5f), Typography.Small.In(Ink.Text), 1);
            }

            start = end;
        }
    }
}
