using System.Globalization;

namespace Experiments.Data.Glyphs;

/// <summary>A point the pen passes through, in a box 70 wide and 100 high, y down.</summary>
/// <param name="X">0 (left) to 70.</param>
/// <param name="Y">0 (top) to 100.</param>
/// <param name="Corner">True when the pen turns sharply here.</param>
internal readonly record struct PenPoint(double X, double Y, bool Corner);

/// <summary>
/// The ten digits as people write them: several ways for each, as the points a pen passes through. "x,y" is a point of a smooth curve, "x,y!" a
/// corner, "|" lifts the pen. Drawn by hand for this project.
/// </summary>
internal static class GlyphSkeletons
{
    private static readonly string[][] Written =
    [
        [
            "38,3 14,16 5,50 13,83 35,97 57,84 65,50 57,18 36,4 27,8",
            "40,3 23,20 17,52 23,84 36,97 51,82 55,50 50,20 36,4 30,8",
            "48,13 32,4 13,22 5,55 15,87 36,97 57,84 65,52 58,20 42,6 27,16",
            "30,5 10,28 8,66 24,94 48,92 64,64 60,28 40,6 20,12",
        ],
        [
            "36,2 35,50 34,98",
            "16,27 38,3! 37,50 38,98",
            "16,26 37,3! 37,50 37,97 | 14,97 36,96 60,97",
            "50,3 37,50 24,97",
            "28,15 41,2! 38,50 36,98",
        ],
        [
            "10,24 22,6 42,2 58,16 54,40 34,66 8,96! 34,96 64,95",
            "10,22 24,4 46,4 58,20 50,46 28,76 13,93 7,84 19,76 36,87 50,96 64,90",
            "8,10 30,5 56,6! 36,48 8,96! 36,97 62,94",
            "8,30 16,8 36,1 56,12 58,34 40,60 22,78 6,94! 24,90 44,96 66,88",
        ],
        [
            "10,14 28,2 52,8 56,28 44,43 26,48! 48,52 62,70 54,90 30,98 8,86",
            "10,5 34,4 58,4! 44,23 30,42! 52,48 62,68 52,90 28,98 8,88",
            "12,12 34,2 54,14 48,36 30,47 23,53 31,56 40,50 56,60 58,82 38,98 8,90",
            "14,18 30,4 50,10 52,30 35,47 52,57 58,76 42,96 18,93 8,82",
        ],
        [
            "18,4 13,30 8,58! 36,57 64,55 | 50,30 48,64 46,98",
            "48,98 48,50 48,2! 28,34 6,66! 36,66 66,65",
            "14,6 8,36 14,54 34,57 58,46 | 60,4 53,50 46,98",
            "16,4 10,42 20,54 50,46! 57,6! 53,52 49,98",
        ],
        [
            "58,4 38,4 18,4! 14,44! 36,38 58,52 60,76 42,96 10,92",
            "18,8 16,26 14,43! 38,38 60,56 56,84 34,98 8,86 | 18,8 40,5 62,4",
            "60,9 38,2 19,13 17,34 38,46 58,62 54,86 30,98 8,88",
            "54,2 36,4 16,8! 12,42! 34,36 54,50 52,80 30,96 8,88",
        ],
        [
            "52,4 26,22 10,54 12,84 34,98 56,86 58,64 42,52 22,58 12,74",
            "42,2 25,30 13,56 10,79 26,97 50,92 60,72 46,54 24,58 11,77",
            "60,12 42,2 20,20 8,56 16,90 40,98 60,82 56,60 38,50 18,62 9,73",
            "36,2 22,30 13,66 22,95 42,96 51,80 38,67 21,73 13,83",
        ],
        [
            "8,6 34,6 60,6! 40,46 26,98",
            "8,6 34,5 60,6! 42,46 28,98 | 19,51 38,49 58,48",
            "8,21 10,5! 35,5 60,5! 46,36 38,66 36,98",
            "6,13 22,5 42,9 60,6! 48,40 30,66 24,98",
        ],
        [
            "54,13 35,2 15,13 18,34 36,47 56,66 54,90 34,98 12,88 14,66 34,50 54,34 56,14 45,5",
            "36,2 17,13 17,35 36,46 54,36 55,14 36,2 27,5 | 36,46 13,60 10,84 34,98 58,86 57,62 36,46 26,50",
            "60,7 32,3 16,22 30,42 52,62 51,90 29,98 11,84 22,62 45,38 61,8",
            "46,7 31,4 23,21 34,44 46,68 42,94 27,94 22,74 34,50 48,24 43,7",
        ],
        [
            "54,18 34,4 14,18 13,40 30,50 50,38 56,12! 53,55 50,98",
            "56,22 40,3 16,14 12,38 30,50 52,36 57,14! 58,50 52,84 32,98 14,90",
            "36,3 14,13 11,36 30,49 50,38 54,16 36,3 | 54,14 51,60 37,98",
            "53,9 28,4 10,24 18,46 40,44 54,9! 55,54 54,98",
        ],
    ];

    /// <summary>By digit, the ways to write it; each is a list of strokes.</summary>
    public static readonly PenPoint[][][][] ByDigit =
        [.. Written.Select(styles => styles.Select(ParseStrokes).ToArray())];

    private static PenPoint[][] ParseStrokes(string style) =>
        [.. style.Split('|').Select(stroke => stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParsePoint).ToArray())];

    private static PenPoint ParsePoint(string text)
    {
        string[] parts = text.TrimEnd('!').Split(',');
        return new PenPoint(
            double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), text.EndsWith('!'));
    }
}
