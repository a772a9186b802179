using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Drawing.Inputs;

/// <summary>Every channel of a layer as a heat map, in reading order, with one colour scale for all and its key underneath.</summary>
internal sealed class FeatureMapsFigure
{
    public const int MostMaps = 256;
    private const float LargestCell = 112;
    private const float SmallestNamed = 15;
    private const float KeyHeight = 30;
    private const int SharpestSide = 96;

    private readonly FeatureMaps maps;
    private readonly int[] channels;

    public FeatureMapsFigure(FeatureMaps maps)
    {
        this.maps = maps;
        channels = Choose(maps);
        float low = maps.Values.Where(float.IsFinite).DefaultIfEmpty(0).Min();
        Low = Math.Min(0, low);
        High = Math.Max(Low, maps.Values.Where(float.IsFinite).DefaultIfEmpty(0).Max());
    }

    /// <summary>The value of the lightest colour: 0 where nothing is negative.</summary>
    public float Low { get; }

    /// <summary>The value of the darkest colour.</summary>
    public float High { get; }

    /// <summary>The number of maps that are drawn.</summary>
    public int Shown => channels.Length;

    /// <summary>Channels that are zero everywhere.</summary>
    public int Silent => Enumerable.Range(0, maps.Channels).Count(channel => maps.Map(channel).IndexOfAnyExcept(0f) < 0);

    /// <summary>Height that the maps and their key take in such room.</summary>
    public float Height(float width, float room)
    {
        (int columns, SKSize cell) = Shape(width, room);
        return (((channels.Length + columns - 1) / columns) * cell.Height) + KeyHeight;
    }

    public void Draw(SKCanvas canvas, SKRect area)
    {
        (int columns, SKSize cell) = Shape(area.Width, area.Height);
        float left = area.MidX - (columns * cell.Width / 2);
        for (int i = 0; i < channels.Length; i++)
        {
            float x = left + (i % columns * cell.Width);
            float y = area.Top + (i / columns * cell.Height);
            DrawMap(canvas, channels[i], SKRect.Create(x + 1.5f, y + 1.5f, cell.Width - 3, cell.Height - NameHeight(cell.Width) - 3));
        }

        DrawKey(canvas, new SKRect(area.Left, area.Bottom - KeyHeight + 8, area.Right, area.Bottom));
    }

    /// <summary>All, or the strongest on average where there are too many to tell apart; in order.</summary>
    private static int[] Choose(FeatureMaps maps)
    {
        IEnumerable<int> all = Enumerable.Range(0, maps.Channels);
        return maps.Channels <= MostMaps ? [.. all] : [.. all.OrderByDescending(channel => Mean(maps.Map(channel))).Take(MostMaps).Order()];
    }

    private static double Mean(ReadOnlySpan<float> map)
    {
        double sum = 0;
        foreach (float value in map)
        {
            sum += float.IsFinite(value) ? value : 0;
        }

        return sum / map.Length;
    }

    private static float NameHeight(float cell) => cell < SmallestNamed ? 0 : Math.Clamp(cell * 0.2f, 5.5f, 9);

    /// <summary>The number of columns with which maps come out largest.</summary>
    private (int Columns, SKSize Cell) Shape(float width, float room)
    {
        float aspect = maps.Height / (float)maps.Width;
        return Enumerable.Range(1, channels.Length).Select(columns =>
        {
            int rows = (channels.Length + columns - 1) / columns;
            float side = Math.Min(LargestCell, width / columns);
            float height = (side * aspect) + NameHeight(side);
            float shrink = Math.Min(1, (room - KeyHeight) / rows / height);
            return (columns, new SKSize(side * shrink, ((side * aspect) + NameHeight(side)) * shrink));
        }).MaxBy(shape => Math.Round(shape.Item2.Width, 2));
    }

    private void DrawMap(SKCanvas canvas, int channel, SKRect place)
    {
        using SKImage image = Colored(channel);
        canvas.DrawImage(image, place, new SKSamplingOptions(SKFilterMode.Nearest));
        canvas.StrokeRect(place, 0.3f, Ink.Rule);
        float room = NameHeight(place.Width + 3);
        if (room > 0)
        {
            TextStyle style = Typography.Small with { Size = Math.Min(7, room - 0.5f) };
            canvas.DrawLine(Numbers.Count(channel), new SKPoint(place.MidX, place.Bottom + room - 0.8f), style, 0.5f);
        }
    }

    /// <summary>A map in colours; larger ones than print can show are averaged over square blocks.</summary>
    private SKImage Colored(int channel)
    {
        ReadOnlySpan<float> map = maps.Map(channel);
        int block = (Math.Max(maps.Height, maps.Width) + SharpestSide - 1) / SharpestSide;
        (int rows, int columns) = ((maps.Height + block - 1) / block, (maps.Width + block - 1) / block);
        byte[] pixels = new byte[rows * columns * 4];
        for (int i = 0; i < rows * columns; i++)
        {
            SKColor color = HeatScale.At(Share(Block(map, i / columns * block, i % columns * block, block)));
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]) = (color.Red, color.Green, color.Blue, byte.MaxValue);
        }

        return SKImage.FromPixelCopy(new SKImageInfo(columns, rows, SKColorType.Rgba8888, SKAlphaType.Opaque), pixels);
    }

    private double Block(ReadOnlySpan<float> map, int top, int left, int side)
    {
        double sum = 0;
        int count = 0;
        for (int y = top; y < Math.Min(top + side, maps.Height); y++)
        {
            for (int x = left; x < Math.Min(left + side, maps.Width); x++)
            {
                sum += map[(y * maps.Width) + x];
                count++;
            }
        }

        return sum / count;
    }

    private double Share(double value) => High > Low ? (value - Low) / (High - Low) : 0;

    private void DrawKey(SKCanvas canvas, SKRect area)
    {
        const int steps = 64;
        SKRect bar = SKRect.Create(area.MidX - 110, area.Top, 220, 8);
        for (int i = 0; i < steps; i++)
        {
            canvas.FillRect(SKRect.Create(bar.Left + (i * bar.Width / steps), bar.Top, (bar.Width / steps) + 0.2f, bar.Height),
                HeatScale.At((i + 0.5) / steps));
        }

        canvas.StrokeRect(bar, 0.4f, Ink.Quiet);
        foreach ((double tick, string label) in AxisTicks.Between(Low, High, 5))
        {
            float x = bar.Left + ((float)Share(tick) * bar.Width);
            canvas.DrawUpright(x, bar.Bottom, bar.Bottom + 2.5f, 0.5f, Ink.Quiet);
            canvas.DrawLine(label, new SKPoint(x, bar.Bottom + 10), Typography.Small.In(Ink.Text), 0.5f);
        }
    }
}
