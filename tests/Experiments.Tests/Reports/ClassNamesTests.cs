using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Biplot;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Tests.Reports;

/// <summary>Names in pictures: where they may stand, and how they are cut.</summary>
public sealed class ClassNamesTests
{
    [Fact]
    public void Points_below_an_area_are_counted()
    {
        Random random = new(4);
        SKRect frame = new(10, 20, 110, 90);
        SKPoint[] points = [.. Enumerable.Range(0, 400).Select(_ => new SKPoint(random.Next(0, 240) / 2f, random.Next(0, 220) / 2f))];
        PointDensity density = new(frame, points);
        for (int i = 0; i < 200; i++)
        {
            SKRect part = SKRect.Create(random.Next(10, 100), random.Next(20, 80), random.Next(1, 30), random.Next(1, 20));
            int inside = points.Count(point => frame.Contains(point) && part.Contains(point));
            SKRect wider = SKRect.Inflate(part, 1.5f, 1.5f);
            Assert.InRange(density.Count(part), inside, points.Count(point => frame.Contains(point) && wider.Contains(point)));
        }
    }

    [Fact]
    public void A_name_stands_where_no_point_lies_and_a_line_leads_to_its_class()
    {
        // A disc of points in the middle of the frame: the name of its class has to stand outside.
        SKRect frame = SKRect.Create(200, 200);
        SKPoint[] places = [.. Enumerable.Range(0, 4000).Select(i => (Turn: i * 2.399963f, Radius: 60 * MathF.Sqrt(i / 4000f)))
            .Select(at => new SKPoint(100 + (at.Radius * MathF.Cos(at.Turn)), 100 + (at.Radius * MathF.Sin(at.Turn))))];
        PictureData data = new(new int[places.Length], ["middle"], null);
        using SKBitmap bitmap = new(200, 200);
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Clear(SKColors.White);
            new ClassNames(data, data.Labels!, places, 8).Draw(canvas, frame, [new SKPoint(100, 100)], []);
        }

        (int X, int Y)[] ink = [.. Enumerable.Range(0, 200).SelectMany(y => Enumerable.Range(0, 200).Select(x => (x, y)))
            .Where(at => bitmap.GetPixel(at.x, at.y).Red < 235)];
        (int X, int Y)[] inside = [.. ink.Where(at => Math.Sqrt(((at.X - 100) * (at.X - 100)) + ((at.Y - 100) * (at.Y - 100))) < 57)];
        Assert.True(ink.Length - inside.Length > 30, "the name is outside");
        Assert.NotEmpty(inside);

        // Inside there is a line alone, which is a pixel or two wide everywhere.
        Assert.All(inside.GroupBy(at => at.Y), row => Assert.InRange(row.Count(), 1, 3));
    }

    [Fact]
    public void No_name_stands_below_what_is_drawn_over_the_picture()
    {
        SKRect frame = SKRect.Create(200, 200);
        SKRect reserved = SKRect.Create(0, 0, 200, 160);
        PictureData data = new([0], ["alone"], null);
        using SKBitmap bitmap = new(200, 200);
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Clear(SKColors.White);
            new ClassNames(data, data.Labels!, [new SKPoint(100, 150)], 8).Draw(canvas, frame, [new SKPoint(100, 150)], [reserved]);
        }

        int[] rows = [.. Enumerable.Range(0, 200).Where(y => Enumerable.Range(0, 200).Count(x => bitmap.GetPixel(x, y).Red < 235) > 2)];
        Assert.NotEmpty(rows);
        Assert.All(rows, y => Assert.InRange(y, 160, 199));
    }

    [Fact]
    public void Long_labels_lose_their_middle()
    {
        const string label = "UMAP, n_neighbors 15, min_dist 0.1, negative_sample_rate 5";
        string cut = Shortening.ToWidth(label, Typography.Table, 80);
        Assert.True(Typography.Measure(cut, Typography.Table) <= 80);
        string[] ends = cut.Split('\u2026');
        Assert.Equal(2, ends.Length);
        Assert.StartsWith(ends[0], label, StringComparison.Ordinal);
        Assert.EndsWith(ends[1], label, StringComparison.Ordinal);
        Assert.Equal(label, Shortening.ToWidth(label, Typography.Table, 500));
    }

    [Fact]
    public void Names_of_places_are_of_a_length_that_readers_take_and_stay_distinct()
    {
        string[] names = [.. Enumerable.Range(0, 50).Select(i => Links.Name($"{new string('·', 60)}{i}"))];
        Assert.All(names, name => Assert.InRange(name.Length, 1, 127));
        Assert.Equal(50, names.Distinct().Count());
        Assert.Equal("pAtlas", Links.Name("Atlas"));
    }

    [Fact]
    public void Arrows_of_pixels_point_apart()
    {
        using TemporaryFolder folder = new();
        StoredSweep stored = StoredSweep.Open(new SyntheticSweep().Write(folder.Path));
        LayerResult input = stored.Results.Layers.First(layer => layer.Name == LayerResult.InputName);
        Loading[] arrows = [.. BiplotModel.Of(stored, input, 12)!.Strongest];
        double[] cosines = [.. arrows.SelectMany((a, i) => arrows.Skip(i + 1).Select(b =>
            (double)((a.First * b.First) + (a.Second * b.Second)) / (a.Length * b.Length)))];
        Assert.NotEmpty(cosines);
        Assert.All(cosines, cosine => Assert.True(cosine < Math.Cos(19 * Math.PI / 180)));
    }
}
