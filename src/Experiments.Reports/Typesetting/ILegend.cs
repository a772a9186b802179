using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>A legend that is set in lines of a width.</summary>
internal interface ILegend
{
    /// <summary>Height in points; 0 where there is nothing to explain.</summary>
    float Height { get; }

    /// <summary>Draws the legend with its upper left corner at a point.</summary>
    void Draw(SKCanvas canvas, SKPoint at);
}
