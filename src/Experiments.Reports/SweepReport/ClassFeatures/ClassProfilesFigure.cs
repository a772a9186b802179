using Experiments.Reports.Drawing;
using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.ClassFeatures;

/// <summary>A line a class: bars of the features that set it apart, and the samples that have most of the strongest of them.</summary>
/// <param name="Profiles">The classes.</param>
/// <param name="Data">The samples.</param>
/// <param name="FeatureName">The name of a feature.</param>
/// <param name="Value">A sample's value of a feature, where samples are not images.</param>
internal sealed record ClassProfilesFigure(
    IReadOnlyList<ClassProfile> Profiles, PictureData Data, Func<int, string> FeatureName, Func<int, int, string> Value)
{
    public const int Bars = 5;
    public const int Images = 9;
    private const int Strips = 2;
    private const int LongestSample = 20;
    private const float NameWidth = 74;
    private const float BarsWidth = 106;
    private const float LeastFeatureWidth = 62;
    private const float MostFeatureWidth = 104;
    private const float Gap = 12;

    /// <summary>Height of a line.</summary>
    public const float LineHeight = 60;

    /// <summary>Room for the names of features: of tables, which have names for them, as much as these take.</summary>
    private float FeatureWidth => Math.Clamp(
        4 + Profiles.SelectMany(profile => profile.Features).Max(feature => Typography.Measure(FeatureName(feature.Feature), Typography.Small)),
        LeastFeatureWidth, MostFeatureWidth);

    private double Largest => Profiles.SelectMany(profile => profile.Features).Max(feature => Math.Abs(feature.Difference));

    public void Draw(SKCanvas canvas, SKRect area)
    {
        double largest = Largest;
        float room = FeatureWidth;
        float bars = room + BarsWidth;
        FittedLabels features = new(Profiles.SelectMany(profile => profile.Features).Select(feature => FeatureName(feature.Feature)),
            Typography.Small, room - 4);
        FittedLabels names = new(Profiles.Select(profile => Data.ClassName(profile.Label)), Typography.TableHead, NameWidth - 14);
        for (int i = 0; i < Profiles.Count; i++)
        {
            SKRect line = SKRect.Create(area.Left, area.Top + (i * LineHeight), area.Width, LineHeight);
            canvas.DrawRule(area.Left, area.Right, line.Top, 0.4f, Ink.Rule);
            DrawName(canvas, line, Profiles[i], names);
            DrawBars(canvas, SKRect.Create(line.Left + NameWidth, line.Top + 5, bars, LineHeight - 8), Profiles[i], features, (room, largest));
            DrawSamples(canvas, new SKRect(line.Left + NameWidth + bars + Gap, line.Top + 3, line.Right, line.Bottom - 2), Profiles[i]);
        }
    }

    private void DrawName(SKCanvas canvas, SKRect line, ClassProfile profile, FittedLabels names)
    {
        Data.DrawDot(canvas, new SKPoint(line.Left + 3.5f, line.Top + 11.5f), 3, profile.Label);
        canvas.DrawLine(names[Data.ClassName(profile.Label)], new SKPoint(line.Left + 10, line.Top + 14), Typography.TableHead);
        canvas.DrawLine(Numbers.Of(profile.Count, "sample"), new SKPoint(line.Left + 10, line.Top + 24), Typography.Small);
    }

    private void DrawBars(SKCanvas canvas, SKRect area, ClassProfile profile, FittedLabels names, (float Names, double Bar) largest)
    {
        float step = area.Height / Bars;
        float left = area.Left + largest.Names;
        float room = area.Right - left - 26;
        for (int i = 0; i < profile.Features.Count; i++)
        {
            TellingFeature feature = profile.Features[i];
            float baseline = area.Top + (i * step) + 7.5f;
            canvas.DrawLine(names[FeatureName(feature.Feature)], new SKPoint(left - 4, baseline), Typography.Small.In(Ink.Text), 1);
            float length = (float)(Math.Abs(feature.Difference) / largest.Bar) * room;
            canvas.FillRect(SKRect.Create(left, baseline - 5.5f, Math.Max(0.5f, length), 6),
                SignedScale.At(feature.Difference < 0 ? -0.8 : 0.8));
            canvas.DrawLine(Signed(feature.Difference), new SKPoint(left + length + 3, baseline), Typography.Small.In(Ink.Text));
        }
    }

    /// <summary>Samples by their names and values, each with the dot of its class, as many as fit beside each other.</summary>
    private void DrawRows(SKCanvas canvas, SKRect area, TellingFeature feature)
    {
        float x = area.Left;
        float baseline = area.Top + 9;
        TextStyle style = Typography.Small.In(Ink.Text);
        foreach (int sample in feature.Highest)
        {
            string name = SampleName.Shorten(SampleName.Of(Data.Names, sample), LongestSample);
            string value = Value(sample, feature.Feature);
            float named = 7 + Typography.Measure(name, style);
            float needed = named + 3 + Typography.Measure(value, Typography.Small);
            if (x + needed > area.Right)
            {
                return;
            }

            Data.DrawDot(canvas, new SKPoint(x + 2.2f, baseline - 2.3f), 2.1f, Data.Labels![sample]);
            canvas.DrawLine(name, new SKPoint(x + 7, baseline), style);
            canvas.DrawLine(value, new SKPoint(x + named + 3, baseline), Typography.Small);
            x += needed + 9;
        }
    }

    private static string Signed(double difference) => (difference < 0 ? "\u2212" : "+") + Numbers.Decimal(Math.Abs(difference), 1);

    /// <summary>Strips for the strongest features that the class has more of than others.</summary>
    private void DrawSamples(SKCanvas canvas, SKRect area, ClassProfile profile)
    {
        TellingFeature[] shown = [.. profile.Features.Where(feature => feature.Difference > 0).Take(Strips)];
        float height = area.Height / Strips;
        float side = Math.Min(height - 10.5f, (area.Width / Images) - 2);
        for (int s = 0; s < shown.Length; s++)
        {
            float top = area.Top + (s * height);
            canvas.DrawLine(Shortening.ToWidth($"most of {FeatureName(shown[s].Feature)}", Typography.Small, area.Width),
                new SKPoint(area.Left, top + 6), Typography.Small);
            if (Data.Images is null)
            {
                DrawRows(canvas, new SKRect(area.Left, top + 8, area.Right, top + height), shown[s]);
                continue;
            }

            for (int i = 0; i < shown[s].Highest.Count; i++)
            {
                SKRect place = SKRect.Create(area.Left + (i * (side + 2)), top + 8.5f, side, side);
                canvas.FillRect(place, Data.Color(Data.Labels![shown[s].Highest[i]]));
                Data.Images!.Draw(canvas, shown[s].Highest[i], SKRect.Inflate(place, -1.2f, -1.2f));
            }
        }
    }
}
