using Experiments.Reports.Drawing;
using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Sample;

/// <summary>
/// A sample's way through a model on one page: the image and what it is taken for, feature maps beside the last vector, its nearest samples in
/// the layer, and its place in each picture. What is not there gives its room to the rest.
/// </summary>
internal sealed record SampleFigure(KeptInput Input, PictureData Data, IReadOnlyList<string> PictureNames)
{
    private const float Heading = 13;
    private const float Gap = 9;
    private const int MostPlaces = 4;
    private const float LargestPlaces = 190;

    /// <summary>Where pictures stand alone, as with rows of a table: two samples share a sheet.</summary>
    private const float LonePlaces = 84;
    private const float LargestInner = 240;
    private const float SmallestInner = 60;
    private const float SmallestImage = 110;

    private int Shown => Math.Min(MostPlaces, Input.Layer.Places.Count);

    /// <summary>False where a table tells of the nearest samples.</summary>
    public bool ShowsNear { get; init; } = true;

    private bool HasInner => Input.Way.Maps is not null || Input.Way.Vector is not null;

    /// <summary>Height it takes in such room.</summary>
    public float Height(float width, float room) => Math.Min(room, Rows(width, room).Where(row => row > 0).Sum(row => row + Gap));

    public void Draw(SKCanvas canvas, SKRect area, Func<string, Points?> picture)
    {
        float top = area.Top;
        Action<SKCanvas, SKRect>[] draw = [DrawAnswer, DrawInner, DrawNear, (paper, row) => DrawPlaces(paper, row, picture)];
        float[] rows = Rows(area.Width, area.Height);
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] > 0)
            {
                draw[i](canvas, SKRect.Create(area.Left, top, area.Width, rows[i]));
                top += rows[i] + Gap;
            }
        }
    }

    /// <summary>Heights of the rows, 0 for one that is not there; maps and vector take what the others leave.</summary>
    private float[] Rows(float width, float room)
    {
        float bars = Input.Way.Prediction is { } prediction
            ? new ProbabilityFigure(prediction.Probabilities, Data, Input.Explained.TrueClass).Height : 0;
        float answer = Math.Max(Input.Explained.Image is null ? 0 : SmallestImage, bars);
        float near = ShowsNear ? Heading + new NearStrip(Input.Layer.Nearest, Data).Height(width) : 0;
        float largest = HasInner || answer > 0 ? LargestPlaces : LonePlaces;
        float places = Shown == 0 ? 0 : Math.Min(largest, (width / Shown) - Gap) + Heading + PlaceTitles(width).Extra;
        float inner = Math.Min(LargestInner, room - answer - near - places - (4 * Gap));
        return [answer, HasInner && inner > SmallestInner ? inner : 0, near, places];
    }

    private void DrawNear(SKCanvas canvas, SKRect area)
    {
        canvas.DrawLine($"Nearest in {Input.Group.Layer.Name}, with {NearStrip.Told(Data)}", new SKPoint(area.Left, area.Top + 8),
            Typography.TableHead);
        new NearStrip(Input.Layer.Nearest, Data).Draw(canvas, new SKRect(area.Left, area.Top + Heading, area.Right, area.Bottom));
    }

    private void DrawAnswer(SKCanvas canvas, SKRect area)
    {
        float left = area.Left;
        if (Input.Explained.Image is ExplainedImage image)
        {
            SKRect place = SKRect.Create(left, area.Top, area.Height, area.Height);
            new Thumbnails(new ImageSet(image.Pixels, image.Shape)).Draw(canvas, 0, place);
            left = place.Right + (2 * Gap);
        }

        if (Input.Way.Prediction is Prediction prediction)
        {
            new ProbabilityFigure(prediction.Probabilities, Data, Input.Explained.TrueClass)
                .Draw(canvas, new SKRect(left, area.Top, area.Right, area.Bottom));
        }
    }

    private void DrawInner(SKCanvas canvas, SKRect area)
    {
        bool both = Input.Way.Maps is not null && Input.Way.Vector is not null;
        float middle = both ? area.MidX : Input.Way.Maps is null ? area.Left - Gap : area.Right;
        if (Input.Way.Maps is FeatureMaps maps)
        {
            canvas.DrawLine($"Feature maps, {maps.Layer}", new SKPoint(area.Left, area.Top + 8), Typography.TableHead);
            new FeatureMapsFigure(maps).Draw(canvas, new SKRect(area.Left, area.Top + Heading, middle - Gap, area.Bottom));
        }

        if (Input.Way.Vector is UnitVector vector)
        {
            canvas.DrawLine($"Vector of {vector.Layer}", new SKPoint(middle + Gap, area.Top + 8), Typography.TableHead);
            UnitBarsFigure bars = new(vector) { MostTicks = both ? 8 : 16 };
            bars.Draw(canvas, new SKRect(middle + Gap, area.Top + Heading, area.Right, area.Bottom));
        }
    }

    private float PlaceWidth(float width) => (width - (Gap * (Shown - 1))) / Shown;

    private PictureTitles PlaceTitles(float width) => new(PictureNames.Take(Shown), PlaceWidth(width));

    private void DrawPlaces(SKCanvas canvas, SKRect area, Func<string, Points?> picture)
    {
        PictureTitles titles = PlaceTitles(area.Width);
        float heading = Heading + titles.Extra;
        for (int i = 0; i < Shown; i++)
        {
            float width = PlaceWidth(area.Width);
            SKRect place = SKRect.Create(area.Left + (i * (width + Gap)), area.Top, width, area.Height);
            titles.Draw(canvas, PictureNames[i], new SKPoint(place.Left, place.Top + heading - 5));
            if (picture(Input.Layer.Places[i].Trial.Id) is Points points)
            {
                new PlaceFigure(points, Data, Input.Layer.Places[i], Input.Layer.Nearest)
                    .Draw(canvas, new SKRect(place.Left, place.Top + heading, place.Right, place.Bottom));
            }
        }
    }
}
