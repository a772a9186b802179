using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.ClassFeatures;

/// <summary>A line a class: bars of the features that set it apart, and the images that have most of the strongest of them.</summary>
internal sealed record ClassProfilesFigure(IReadOnlyList<ClassProfile> Profiles, PictureData Data, Func<int, string> FeatureName)
{
    public const int Bars = 5;
    public const int Images = 9;
    private const int Strips = 2;
    private const float NameWidth = 74;
    private const float BarsWidth = 168;
    private const float FeatureWidth = 62;
    private const float Gap = 12;

    /// <summary>Height of a line.</summary>
    public const float LineHeight = 60;

    private double Largest => Profiles.SelectMany(profile => profile.Features).Max(feature => Math.Abs(feature.Difference));

    public void Draw(SKCanvas canvas, SKRect area)
    {
        double largest = Largest;
        for (int i = 0; i < Profiles.Count; i++)
        {
            SKRect line = SKRect.Create(area.Left, area.Top + (i * LineHeight), area.Width, LineHeight);
            canvas.DrawRule(area.Left, area.Right, line.Top, 0.4f, Ink.Rule);
            DrawName(canvas, line, Profiles[i]);
            DrawBars(canvas, SKRect.Create(line.Left + NameWidth, line.Top + 5, BarsWidth, LineHeight - 8), Profiles[i], largest);
            if (Data.Images is not null)
            {
                DrawImages(canvas, new SKRect(line.Left + NameWidth + BarsWidth + Gap, line.Top + 3, line.Right, line.Bottom - 2), Profiles[i]);
            }
        }
    }

    private void DrawName(SKCanvas canvas, SKRect line, ClassProfile profile)
    {
        Data.DrawDot(canvas, new SKPoint(line.Left + 3.5f, line.Top + 11.5f), 3, profile.Label);
        canvas.DrawLine(Shortening.ToWidth(Data.ClassName(profile.Label), Typography.TableHead, NameWidth - 14),
            new SKPoint(line.Left + 10, line.Top + 14), Typography.TableHead);
        canvas.DrawLine(Numbers.Of(profile.Count, "sample"), new SKPoint(line.Left + 10, line.Top + 24), Typography.Small);
    }

    private void DrawBars(SKCanvas canvas, SKRect area, ClassProfile profile, double largest)
    {
        float step = area.Height / Bars;
        float room = area.Width - FeatureWidth - 26;
        for (int i = 0; i < profile.Features.Count; i++)
        {
            TellingFeature feature = profile.Features[i];
            float baseline = area.Top + (i * step) + 7.5f;
            canvas.DrawLine(Shortening.ToWidth(FeatureName(feature.Feature), Typography.Small, FeatureWidth - 4),
                new SKPoint(area.Left + FeatureWidth - 4, baseline), Typography.Small.In(Ink.Text), 1);
            float length = (float)(Math.Abs(feature.Difference) / largest) * room;
            canvas.FillRect(SKRect.Create(area.Left + FeatureWidth, baseline - 5.5f, Math.Max(0.5f, length), 6),
                SignedScale.At(feature.Difference < 0 ? -0.8 : 0.8));
            canvas.DrawLine(Signed(feature.Difference), new SKPoint(area.Left + FeatureWidth + length + 3, baseline), Typography.Small.In(Ink.Text));
        }
    }

    private static string Signed(double difference) => (difference < 0 ? "\u2212" : "+") + Numbers.Decimal(Math.Abs(difference), 1);

    /// <summary>Strips for the strongest features that the class has more of than others.</summary>
    private void DrawImages(SKCanvas canvas, SKRect area, ClassProfile profile)
    {
        TellingFeature[] shown = [.. profile.Features.Where(feature => feature.Difference > 0).Take(Strips)];
        float height = area.Height / Strips;
        float side = Math.Min(height - 9, (area.Width / Images) - 2);
        for (int s = 0; s < shown.Length; s++)
        {
            float top = area.Top + (s * height);
            canvas.DrawLine(Shortening.ToWidth($"most of {FeatureName(shown[s].Feature)}", Typography.Small, area.Width),
                new SKPoint(area.Left, top + 6), Typography.Small);
            for (int i = 0; i < shown[s].Highest.Count; i++)
            {
                SKRect place = SKRect.Create(area.Left + (i * (side + 2)), top + 8, side, side);
                canvas.FillRect(place, Data.Color(Data.Labels![shown[s].Highest[i]]));
                Data.Images!.Draw(canvas, shown[s].Highest[i], SKRect.Inflate(place, -1.2f, -1.2f));
            }
        }
    }
}
