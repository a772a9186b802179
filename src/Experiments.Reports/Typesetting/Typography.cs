using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>The style of a text: face, size and line distance in points, ink.</summary>
internal sealed record TextStyle(Face Face, float Size, float Leading, SKColor Color)
{
    /// <summary>Distance from the top of a line to its baseline: the leading is split evenly around x-height and capitals.</summary>
    public float Ascent => (Leading + (Faces.Of(Face).CapHeight * Size)) / 2;

    /// <summary>Returns the style in another face.</summary>
    public TextStyle In(Face face) => this with { Face = face };

    /// <summary>Returns the style in another ink.</summary>
    public TextStyle In(SKColor color) => this with { Color = color };
}

/// <summary>Inks of everything that is not data.</summary>
internal static class Ink
{
    public static readonly SKColor Text = new(0x1C, 0x1E, 0x21);
    public static readonly SKColor Quiet = new(0x5C, 0x62, 0x69);
    public static readonly SKColor Rule = new(0xC4, 0xC9, 0xCE);
    public static readonly SKColor Faint = new(0xE7, 0xEA, 0xED);
    public static readonly SKColor Accent = new(0x1B, 0x4B, 0x7A);
}

/// <summary>The type scale: 9.4 points for reading, and steps of a minor third (1.2) from there.</summary>
internal static class Typography
{
    public static readonly TextStyle Body = new(Face.Regular, 9.4f, 13.5f, Ink.Text);
    public static readonly TextStyle Caption = new(Face.Regular, 8.2f, 11.4f, Ink.Text);
    public static readonly TextStyle Table = new(Face.Regular, 7.9f, 11f, Ink.Text);
    public static readonly TextStyle TableHead = Table.In(Face.SemiBold);
    public static readonly TextStyle Small = new(Face.Regular, 7f, 9.2f, Ink.Quiet);
    public static readonly TextStyle Code = new(Face.Mono, 6.8f, 9.2f, Ink.Text);
    public static readonly TextStyle Running = new(Face.Regular, 7.4f, 10f, Ink.Quiet);
    public static readonly TextStyle Heading = new(Face.SemiBold, 11.3f, 15f, Ink.Text);
    public static readonly TextStyle Title = new(Face.SemiBold, 19.5f, 24f, Ink.Text);
    public static readonly TextStyle Subtitle = new(Face.Regular, 11.3f, 15f, Ink.Quiet);
    public static readonly TextStyle Display = new(Face.SemiBold, 28f, 33f, Ink.Text);

    /// <summary>Width of a text in points.</summary>
    public static float Measure(string text, TextStyle style) => Faces.Of(style.Face).Shape(text).Width * style.Size;
}
