using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// Names classes, or groups in their place, in a picture where no point lies below the name: as near as can be to the densest place of the class,
/// with a line to it where that is not beside the name. Of more than twenty classes those of most points are named.
/// </summary>
/// <param name="data">The classes and their names.</param>
/// <param name="labels">The class of every point.</param>
/// <param name="places">The places where the points are drawn.</param>
/// <param name="size">The size of the names.</param>
internal sealed class ClassNames(PictureData data, int[] labels, SKPoint[] places, float size)
{
    private readonly TextStyle style = new(Face.SemiBold, size, size * 1.2f, Ink.Text);

    /// <summary>Draws the names.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="area">The frame of the picture.</param>
    /// <param name="centres">The densest place of every class on the page; null for a class without points.</param>
    /// <param name="reserved">Areas that no name may cover.</param>
    public void Draw(SKCanvas canvas, SKRect area, SKPoint?[] centres, IReadOnlyList<SKRect> reserved)
    {
        PointDensity density = new(area, places);
        LabelPlacer placer = new(area);
        foreach (SKRect other in reserved)
        {
            placer.Block(other);
        }

        List<(SKPoint Centre, SKRect Place, string Name)> named = [];
        foreach (int c in Told(centres))
        {
            SKPoint centre = centres[c]!.Value;
            string name = data.Label(c);
            // The halo around a name covers points too.
            SKSize room = new(Typography.Measure(name, style) + (size * 0.42f), size * 1.3f);
            SKRect? place = placer.Place(centre, room, -MathF.PI / 2, 0, area.Width, free => density.Count(free) == 0)
                ?? placer.Place(centre, room, -MathF.PI / 2, 0, area.Width / 4);
            if (place is { } found)
            {
                named.Add((centre, found, name));
            }
        }

        named.ForEach(one => DrawLeader(canvas, one.Centre, one.Place));
        named.ForEach(one => canvas.DrawHaloed(
            one.Name, new SKPoint(one.Place.MidX, one.Place.MidY + (Faces.Of(style.Face).CapHeight * style.Size / 2)), style));
    }

    private IEnumerable<int> Told(SKPoint?[] centres)
    {
        int[] counts = new int[centres.Length];
        foreach (int label in labels.Where(label => label >= 0))
        {
            counts[label]++;
        }

        return Enumerable.Range(0, centres.Length).Where(c => centres[c] is not null)
            .OrderByDescending(c => counts[c]).Take(ClassLegend.MostNamed).Order();
    }

    /// <summary>A line from the nearest edge of a name to the place that it names, where these are apart.</summary>
    private void DrawLeader(SKCanvas canvas, SKPoint centre, SKRect place)
    {
        SKPoint edge = new(Math.Clamp(centre.X, place.Left, place.Right), Math.Clamp(centre.Y, place.Top, place.Bottom));
        if ((edge - centre).Length < size * 1.3f)
        {
            return;
        }

        using SKPaint halo = new() { Color = SKColors.White.WithAlpha(200), StrokeWidth = 1.6f, IsStroke = true, IsAntialias = true };
        using SKPaint line = new() { Color = Ink.Text, StrokeWidth = 0.45f, IsStroke = true, IsAntialias = true };
        canvas.DrawLine(edge, centre, halo);
        canvas.DrawLine(edge, centre, line);
    }
}
