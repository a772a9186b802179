using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>The colours of classes and reducers, the same on every page of a report and in every figure of it.</summary>
/// <param name="name">The name by which a report is asked for it.</param>
/// <param name="classes">The colours of classes, where there are no more classes than colours; in hexadecimal, with spaces between them.</param>
/// <param name="reducers">The colours of reducers: eight, as there are eight marks, so that no two reducers share both.</param>
internal sealed class Palette(string name, string classes, string reducers)
{
    private const int Greys = 96;

    // Colours are parsed when they are asked for: a command that only names palettes does not load SkiaSharp.
    private SKColor[]? classColors;
    private SKColor[]? reducerColors;

    /// <summary>The name of the palette.</summary>
    public string Name => name;

    /// <summary>The colours of classes.</summary>
    public IReadOnlyList<SKColor> Classes => classColors ??= Parse(classes);

    private SKColor[] Reducers => reducerColors ??= Parse(reducers);

    /// <summary>True where colours are greys, and classes are told apart by marks too.</summary>
    public bool IsGrey { get; init; }

    /// <summary>The colour of a class; where classes are more than colours, one by the class's number.</summary>
    public SKColor Class(int index, int count) =>
        index < 0 ? (IsGrey ? new SKColor(0x55, 0x55, 0x55) : ReportColors.Unlabelled) : count <= Classes.Count ? Classes[index] : Further(index, 12);

    /// <summary>
    /// The colour of the reducer at a place. Colours come again with other marks; where marks are used up, one by its number.
    /// </summary>
    public SKColor Reducer(int index) =>
        index < Reducers.Length * Marks.Count ? Reducers[index % Reducers.Length] : Further(index, 6);

    /// <summary>
    /// Hue turns by the golden angle while lightness alternates; greys go by the golden ratio over the odd ones, which the palette leaves.
    /// </summary>
    private SKColor Further(int index, int step)
    {
        if (!IsGrey)
        {
            return SKColor.FromHsl(index * 137.508f % 360, 62, 30 + (step * (index % 4)));
        }

        byte level = (byte)((2 * (index * 59L % Greys)) + 1);
        return new SKColor(level, level, level);
    }

    private static SKColor[] Parse(string colours) => [.. colours.Split(' ').Select(colour => SKColor.Parse(colour))];
}
