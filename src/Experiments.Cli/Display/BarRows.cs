using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Experiments.Cli.Display;

/// <summary>Lines of one width: a label, a bar and a percentage, each in the same columns on every line.</summary>
/// <param name="columns">The columns of the terminal.</param>
/// <param name="unicode">Whether the terminal has more than ASCII.</param>
/// <param name="time">The time since the first drawing, by which what is busy moves.</param>
internal sealed class BarRows(int columns, bool unicode, TimeSpan time)
{
    private const int Narrowest = 10;

    /// <summary>The cells right of a line, in which a terminal may say ^C: past its edge, the line could not be erased any more.</summary>
    private const int Echo = 3;
    private const int Measure = 8;
    private const int FramesASecond = 8;
    private static readonly Style Done = new(Color.Green);
    private static readonly Style Left = new(Color.Grey);
    private readonly int bar = Math.Max(Narrowest, (columns - Echo) / 6);

    /// <summary>The cells of a line.</summary>
    public int Width => columns - Echo;

    private int Frame => (int)(time.TotalSeconds * FramesASecond);

    /// <summary>A label with its share of 1 as a bar and a percentage, which is 100 only at the end.</summary>
    public Segment[] Row(string label, double fraction, Style style)
    {
        double share = Math.Clamp(fraction, 0, 1);
        int full = (int)(share * bar);
        string percent = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 100):0} %");
        return [Label(label, style), Cells(full, Done, true), Cells(bar - full, Left, false), Figure(percent)];
    }

    /// <summary>A label whose share is not known: a bar that moves, and the time that it takes.</summary>
    public Segment[] Row(string label, TimeSpan taken, Style style)
    {
        int part = bar / 4;
        int at = Math.Abs((Frame % (2 * (bar - part))) - (bar - part));
        return
        [
            Label(label, style), Cells(at, Left, false), Cells(part, Done, true), Cells(bar - part - at, Left, false),
            Figure(Durations.Text(taken)),
        ];
    }

    /// <summary>A line of text, cut in the middle where it is too long.</summary>
    public Segment[] Text(string text, Style style) => [new(CellText.Fit(text, Width), style)];

    /// <summary>What is being done, behind a sign that moves.</summary>
    public Segment[] Busy(string indent, string what)
    {
        string frames = unicode ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "-\\|/";
        return [new(indent), new(frames[Frame % frames.Length].ToString(), Done), new(" " + CellText.Fit(what, Width - indent.Length - 2))];
    }

    private Segment Label(string label, Style style) => new(CellText.Fill(label, Width - bar - Measure - 2) + "  ", style);

    private Segment Cells(int count, Style style, bool isDone) => new(new string(unicode ? '━' : isDone ? '#' : '-', count), style);

    private static Segment Figure(string text) => new(text.PadLeft(Measure));
}
