using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Importance;

/// <summary>A bar a setting: what it is worth to a forest, hollow where the forest is not to be trusted.</summary>
internal sealed record ImportanceFigure(SettingStudy Study, PermutationImportance Forest)
{
    private const float Row = 15;
    private const float Values = 70;
    private const float Foot = 14;
    private static readonly SKColor Fill = new(0x8F, 0xAE, 0xCB);
    private static readonly TextStyle Style = Typography.Table;

    public float Height => (Study.Axes.Count * Row) + Foot;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float names = Math.Min(area.Width * 0.4f, Study.Axes.Max(axis => Typography.Measure(axis.Name, Style)) + 10);
        SKRect data = new(area.Left + names, area.Top, area.Right - Values, area.Bottom - Foot);
        double high = Math.Max(0.05, Forest.Importances.Max(one => one.Drop + one.Deviation) * 1.05);
        float X(double drop) => data.Left + (float)(Math.Clamp(drop, 0, high) / high * data.Width);
        foreach ((double tick, string label) in AxisTicks.Between(0, high, 6))
        {
            canvas.DrawUpright(X(tick), data.Top, data.Bottom, 0.35f, Ink.Faint);
            canvas.DrawLine(label, new SKPoint(X(tick), data.Bottom + 9), Typography.Small.In(Ink.Text), 0.5f);
        }

        FittedLabels labels = new(Study.Axes.Select(axis => axis.Name), Style, names - 8);
        for (int i = 0; i < Study.Axes.Count; i++)
        {
            SettingImportance one = Forest.Importances[i];
            float middle = data.Top + ((i + 0.5f) * Row);
            SKRect bar = new(data.Left, middle - 3.6f, X(one.Drop), middle + 3.6f);
            if (Forest.IsTrustworthy)
            {
                canvas.FillRect(bar, Fill);
            }
            else
            {
                canvas.StrokeRect(bar, 0.7f, Ink.Accent);
            }

            canvas.DrawRule(X(one.Drop - one.Deviation), X(one.Drop + one.Deviation), middle, 1, Ink.Text);
            canvas.DrawLine(labels[Study.Axes[i].Name], new SKPoint(area.Left, middle + 2.8f), Style);
            canvas.DrawLine($"{Numbers.Decimal(one.Drop, 2)} ± {Numbers.Decimal(one.Deviation, 2)}", new SKPoint(area.Right, middle + 2.8f),
                Style, 1);
        }

        canvas.DrawUpright(data.Left, data.Top, data.Bottom, 0.6f, Ink.Quiet);
    }
}
