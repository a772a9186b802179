using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Drawing.Inputs;

/// <summary>
/// Samples near an input, nearest first, each with its class and distance: its image in a frame of the class's colour, or its number there
/// where there are no images. Those on a second list too are marked.
/// </summary>
internal sealed record NearStrip(NearSamples Near, PictureData Data)
{
    /// <summary>The samples that are marked; null marks none.</summary>
    public NearSamples? Marked { get; init; }

    /// <summary>Samples in a line.</summary>
    public int Columns { get; init; } = 8;

    /// <summary>Returns the words for the texts below each sample.</summary>
    public static string Told(PictureData data) => data.Labels is null ? "distance" : "class and distance";

    private const float Gap = 5;
    private const float TextHeight = 16;
    private const float Frame = 0.06f;
    private static readonly TextStyle Style = Typography.Small.In(Ink.Text);

    public float Height(float width) => ((Near.Indices.Count + Columns - 1) / Columns) * (Side(width) + TextHeight);

    /// <summary>The width at which it has this height.</summary>
    public float WidthFor(float height)
    {
        int rows = (Near.Indices.Count + Columns - 1) / Columns;
        return (((height / Math.Max(1, rows)) - TextHeight + Gap) * Columns) - Gap;
    }

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float side = Side(area.Width);
        for (int i = 0; i < Near.Indices.Count; i++)
        {
            SKPoint corner = new(area.Left + (i % Columns * (side + Gap)), area.Top + (i / Columns * (side + TextHeight)));
            DrawOne(canvas, i, SKRect.Create(corner.X, corner.Y, side, side));
        }
    }

    private float Side(float width) => ((width + Gap) / Columns) - Gap;

    private void DrawOne(SKCanvas canvas, int place, SKRect cell)
    {
        int sample = Near.Indices[place];
        int label = Data.Labels?[sample] ?? -1;
        canvas.FillRect(cell, Data.Color(label));
        float inset = cell.Width * Frame;
        if (Data.Images is { } images)
        {
            images.Draw(canvas, sample, SKRect.Inflate(cell, -inset, -inset));
        }
        else
        {
            canvas.FillRect(SKRect.Inflate(cell, -inset, -inset), SKColors.White);
            canvas.DrawLine(Fitting(sample, cell.Width - (2 * inset) - 4), new SKPoint(cell.MidX, cell.MidY + 3), Typography.Table, 0.5f);
        }

        if (Marked?.Indices.Contains(sample) == true)
        {
            canvas.StrokeRect(SKRect.Inflate(cell, 1.5f, 1.5f), 1.2f, SKColors.Black);
        }

        string distance = Distance(Near.Distances[place]);
        float room = cell.Width - Typography.Measure(distance, Style) - 3;
        if (label >= 0 && room > 5)
        {
            canvas.DrawLine(Shortening.ToWidth(Data.Label(label), Style.In(Face.SemiBold), room), new SKPoint(cell.Left, cell.Bottom + 9.5f),
                Style.In(Face.SemiBold));
        }

        canvas.DrawLine(distance, new SKPoint(cell.Right, cell.Bottom + 9.5f), Style.In(Ink.Quiet), 1);
    }

    /// <summary>A sample's name as far as it fits, else its number.</summary>
    private string Fitting(int sample, float width)
    {
        if (Data.Names is null)
        {
            return Numbers.Count(sample);
        }

        string name = Data.Names[sample];
        int length = name.Length;
        while (length > 4 && Typography.Measure(SampleName.Shorten(name, length), Typography.Table) > width)
        {
            length--;
        }

        return SampleName.Shorten(name, length);
    }

    /// <summary>Writes a distance with three significant digits.</summary>
    private static string Distance(float value) => value switch
    {
        0 => "0",
        >= 99.95f => Numbers.Whole(value),
        >= 9.995f => Numbers.Decimal(value, 1),
        >= 0.9995f => Numbers.Decimal(value, 2),
        _ => Numbers.Decimal(value, 3),
    };
}
