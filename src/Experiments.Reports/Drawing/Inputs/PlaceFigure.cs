using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using SkiaSharp;

namespace Experiments.Reports.Drawing.Inputs;

/// <summary>A picture with the input's place in it, and lines from there to where its nearest samples of the layer lie.</summary>
internal sealed record PlaceFigure(Points Points, PictureData Data, PlacedInput Place, NearSamples NearInLayer)
{
    private const byte Faded = 150;
    private const float Mark = 7;
    private const float Ring = 1.7f;
    private const float Step = 6;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        SKPoint own = new(Place.Coordinates[0], Place.Coordinates.Length > 1 ? Place.Coordinates[1] : 0);
        ScatterFigure scatter = new(Points, Data) { Guest = own, Opacity = Faded, LabelSize = 7.5f };
        SKPoint centre = scatter.At(own.X, own.Y, area);
        SKPoint[] near = [.. NearInLayer.Indices.Select(i => scatter.At(Points.X[i], Points.Y[i], area))];
        (scatter with { Reserved = [MarkAt(centre), .. near.SelectMany(other => Along(centre, other))] }).Draw(canvas, area);
        using SKPaint line = new() { Color = Ink.Text.WithAlpha(170), StrokeWidth = 0.5f, IsStroke = true, IsAntialias = true };
        using SKPaint white = new() { Color = SKColors.White, IsAntialias = true };
        using SKPaint ring = new() { Color = Ink.Text, StrokeWidth = 0.7f, IsStroke = true, IsAntialias = true };
        foreach (SKPoint other in near)
        {
            canvas.DrawLine(centre, other, line);
        }

        foreach (SKPoint other in near)
        {
            canvas.DrawCircle(other, Ring, white);
            canvas.DrawCircle(other, Ring, ring);
        }

        DrawMark(canvas, centre);
    }

    /// <summary>The area that the mark of an input covers at a place.</summary>
    public static SKRect MarkAt(SKPoint centre) => Around(centre, Mark);

    /// <summary>The input: an open diamond with a dot in its middle, so that what lies around it shows.</summary>
    public static void DrawMark(SKCanvas canvas, SKPoint centre)
    {
        using SKPath diamond = new();
        diamond.AddPoly([new(centre.X, centre.Y - Mark), new(centre.X + Mark, centre.Y), new(centre.X, centre.Y + Mark),
            new(centre.X - Mark, centre.Y)]);
        using SKPaint rim = new() { Color = SKColors.White, StrokeWidth = 3, IsStroke = true, IsAntialias = true };
        using SKPaint edge = new() { Color = SKColors.Black, StrokeWidth = 1.5f, IsStroke = true, IsAntialias = true };
        using SKPaint dot = new() { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawPath(diamond, rim);
        canvas.DrawPath(diamond, edge);
        canvas.DrawCircle(centre, 1.5f, dot);
    }

    /// <summary>Areas that follow a line closely enough for no name to go between.</summary>
    public static IEnumerable<SKRect> Along(SKPoint from, SKPoint to)
    {
        SKPoint way = to - from;
        int steps = (int)(way.Length / Step) + 1;
        return Enumerable.Range(1, steps).Select(i => Around(from + new SKPoint(way.X * i / steps, way.Y * i / steps), Ring));
    }

    private static SKRect Around(SKPoint centre, float radius) => SKRect.Inflate(new SKRect(centre.X, centre.Y, centre.X, centre.Y), radius, radius);
}
