using Experiments.Reduction;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// Colours of classes, reducers and compared sweeps, the same on every page. The ten class colours differ in lightness by six steps of
/// CIELAB L* each, so that they stay apart in greyscale, and were chosen to be as far apart as they go under deuteranopia, protanopia and tritanopia
/// too (simulated after Machado, Oliveira and Fernandes 2009).
/// </summary>
internal static class ReportColors
{
    /// <summary>Neighbours in this list differ strongly in lightness.</summary>
    public static readonly SKColor[] Classes =
    [
        new(0x02, 0x6E, 0xFE), new(0xEC, 0xBB, 0xB4), new(0x81, 0x01, 0x9C), new(0x31, 0xD0, 0x60), new(0x9E, 0x37, 0x1B),
        new(0xE0, 0x6F, 0xB3), new(0x08, 0x43, 0x59), new(0xB1, 0x95, 0xFC), new(0xF0, 0x4D, 0x02), new(0x77, 0x64, 0x5A),
    ];

    /// <summary>A point without a class.</summary>
    public static readonly SKColor Unlabelled = new(0x3B, 0x5B, 0x7D);

    // The first reducers of the library keep their places in every report, so that reports can be laid side by side.
    private static readonly string[] Settled = [.. StandardReducers.Create().All.Take(3).Select(reducer => reducer.Kind)];

    // Okabe and Ito (2008), without yellow, which is too light for lines on paper.
    private static readonly SKColor[] Reducers =
        [new(0x40, 0x44, 0x4A), new(0x00, 0x72, 0xB2), new(0xD5, 0x5E, 0x00), new(0x00, 0x9E, 0x73), new(0xCC, 0x79, 0xA7),
            new(0x56, 0xB4, 0xE9), new(0xB8, 0x86, 0x0B), new(0x6A, 0x3D, 0x9A)];

    // Ten steps of L* apart, light and dark in turn, so that the first three differ most in greyscale.
    private static readonly SKColor[] Sweeps =
        [new(0x10, 0x24, 0x3E), new(0xE0, 0x53, 0x1F), new(0xE0, 0xB4, 0x3C), new(0x6A, 0x1B, 0x9A), new(0x00, 0x79, 0x6B),
            new(0x4F, 0xA3, 0xE0)];

    /// <summary>Colour of a class; beyond ten classes hue turns by the golden angle while lightness alternates.</summary>
    public static SKColor Class(int index, int classes)
    {
        if (index < 0)
        {
            return Unlabelled;
        }

        return classes <= Classes.Length ? Classes[index] : SKColor.FromHsl(index * 137.508f % 360, 62, 30 + (12 * (index % 4)));
    }

    /// <summary>
    /// The place of a reducer among all, which gives it its colour, mark and line pattern: no two reducers share both colour and mark.
    /// </summary>
    public static int ReducerIndex(string reducer, IReadOnlyList<string> all)
    {
        int settled = Array.IndexOf(Settled, reducer);
        return settled >= 0 ? settled
            : Settled.Length + all.Distinct().Where(other => !Settled.Contains(other)).TakeWhile(other => other != reducer).Count();
    }

    /// <summary>
    /// Colour of the reducer at a place. Colours come again with other marks; where marks are used up, hue turns by the golden angle.
    /// </summary>
    public static SKColor Reducer(int index) => index < Reducers.Length * Marks.Count ? Reducers[index % Reducers.Length]
        : SKColor.FromHsl(index * 137.508f % 360, 62, 30 + (6 * (index % 4)));

    /// <summary>Colour of a sweep in a comparison.</summary>
    public static SKColor Sweep(int index) => Sweeps[index];
}
