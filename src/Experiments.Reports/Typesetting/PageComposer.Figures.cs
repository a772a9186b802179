using Experiments.Reports.Pdf;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>The figures that are set.</summary>
internal sealed partial class PageComposer
{
    private readonly List<ComposedFigure> figures = [];
    private int numbered;

    /// <summary>Every figure, or panel where a figure has several, in the order of the pages.</summary>
    public IReadOnlyList<ComposedFigure> Figures => figures;

    /// <summary>A numbered figure of the given height with its caption underneath.</summary>
    /// <param name="height">The height in points.</param>
    /// <param name="caption">The words underneath, without the number.</param>
    /// <param name="draw">Draws the figure in an area.</param>
    /// <param name="name">What it shows, in a word or two, for a file of its own; null for the title of its page.</param>
    public void Figure(float height, RichText caption, Action<SKCanvas, SKRect> draw, string? name = null)
    {
        SKRect area = AreaFor(height, caption);
        figures.Add(new ComposedFigure(Name(name), area, canvas => draw(canvas, area), legend));
        SetFigure(area, caption, figures[^1].Draw);
    }

    /// <summary>A numbered figure of panels, which are pictures of their own where figures are written as files.</summary>
    public void Figure(float height, RichText caption, string name, Func<SKRect, IReadOnlyList<FigurePanel>> panels)
    {
        SKRect area = AreaFor(height, caption);
        ComposedFigure[] parts = [.. panels(area).Select(panel =>
            new ComposedFigure($"{Name(name)} {panel.Name}", panel.Area, canvas => panel.Draw(canvas, panel.Area), legend))];
        figures.AddRange(parts);
        SetFigure(area, caption, canvas => Array.ForEach(parts, part => part.Draw(canvas)));
    }

    private SKRect AreaFor(float height, RichText caption)
    {
        float captionHeight = CaptionHeight(caption);
        Ensure(height + captionHeight + 6);
        SKRect area = SKRect.Create(Column.Left, Y, Width, height);
        Y += height + 6;
        return area;
    }

    /// <summary>A numbered figure at a place of its own; its caption goes on in the column.</summary>
    public void Figure(SKRect area, RichText caption, Action<SKCanvas, SKRect> draw, string? name = null)
    {
        figures.Add(new ComposedFigure(Name(name), area, canvas => draw(canvas, area), legend));
        SetFigure(area, caption, figures[^1].Draw);
    }

    private void SetFigure(SKRect area, RichText caption, Action<SKCanvas> draw)
    {
        RichText words = Number("Figure", ++numbered, caption);
        StructureElement figure = Structure.Add(Picture(area, words));
        Draw(figure, draw);
        Text(words, Typography.Caption, figure.Add(StructureRole.Caption));
        Y += 10;
    }

    private string Name(string? what) => $"{what ?? Section} {place}";

    /// <summary>The element of a picture on the page being composed.</summary>
    /// <param name="area">The place of the picture.</param>
    /// <param name="words">What it shows, for those who cannot see it.</param>
    public StructureElement Picture(SKRect area, RichText words) => new(StructureRole.Figure)
    {
        Alternative = words.ToString(),
        Box = new SKRect(area.Left, Geometry.Height - area.Bottom, area.Right, Geometry.Height - area.Top),
    };

    /// <summary>Height left for a figure on this page once its caption is set.</summary>
    public float RoomForFigure(RichText caption) =>
        Remaining - CaptionHeight(caption) - 8;

    /// <summary>Height that a figure takes with its caption.</summary>
    public float HeightOf(float figure, RichText caption) => figure + CaptionHeight(caption) + 16;

    private float CaptionHeight(RichText caption) =>
        TextLayout.Break(Number("Figure", numbered + 1, caption), Typography.Caption, Width).Height;
}
