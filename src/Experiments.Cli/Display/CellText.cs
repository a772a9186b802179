using System.Text;
using Spectre.Console.Rendering;

namespace Experiments.Cli.Display;

/// <summary>Text in the cells of a terminal, of which a character of East Asia takes two.</summary>
internal static class CellText
{
    private const string Gap = "…";

    /// <summary>The number of cells that a text takes.</summary>
    public static int Width(string text) => new Segment(text).CellCount();

    /// <summary>The text in at most so many cells; of a longer one the middle is left out, for labels differ at both ends.</summary>
    public static string Fit(string text, int cells)
    {
        if (Width(text) <= cells)
        {
            return text;
        }

        int room = Math.Max(0, cells - 1);
        string head = Beginning(text.EnumerateRunes(), room - (room / 2));
        string[] tail = [.. Beginning(text.EnumerateRunes().Reverse(), room / 2).EnumerateRunes().Select(rune => rune.ToString())];
        return cells <= 0 ? string.Empty : head + Gap + string.Concat(tail.Reverse());
    }

    /// <summary>The text in exactly so many cells.</summary>
    public static string Fill(string text, int cells)
    {
        string fitted = Fit(text, cells);
        return fitted + new string(' ', Math.Max(0, cells - Width(fitted)));
    }

    private static string Beginning(IEnumerable<Rune> runes, int cells)
    {
        StringBuilder text = new();
        int taken = 0;
        foreach (string rune in runes.Select(rune => rune.ToString()))
        {
            taken += Width(rune);
            if (taken > cells)
            {
                break;
            }

            text.Append(rune);
        }

        return text.ToString();
    }
}
