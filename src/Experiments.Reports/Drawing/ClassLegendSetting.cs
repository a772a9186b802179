using Experiments.Reports.Typesetting;

namespace Experiments.Reports.Drawing;

/// <summary>Sets the legend of the classes, or of groups in their place, on a page.</summary>
internal static class ClassLegendSetting
{
    /// <summary>The legend, above the pictures it explains.</summary>
    public static void Legend(this PageComposer composer, PictureData data) => composer.Legend(width => new ClassLegend(data, width));
}
