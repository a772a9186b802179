using System.Globalization;
using System.Text;

namespace Experiments.Onnx.Texts;

/// <summary>
/// Takes the marks off letters ("é" becomes "e") as Unicode's canonical decomposition does when its nonspacing marks are left out. The table is the
/// program's own, so that texts become the same on every system: the runtime's normalisation does nothing where globalisation is invariant.
/// </summary>
internal static class Decompositions
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeTail = 0x11A7;
    private const int Tails = 28;
    private const int VowelsAndTails = 588;

    private static readonly Lazy<Dictionary<Rune, string>> Table = new(Read);

    /// <summary>The text without nonspacing marks.</summary>
    public static string WithoutMarks(string text)
    {
        StringBuilder result = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                result.Append((char)rune.Value);
            }
            else if (rune.Value is >= FirstSyllable and <= LastSyllable)
            {
                AppendSyllable(result, rune.Value - FirstSyllable);
            }
            else if (Table.Value.TryGetValue(rune, out string? plain))
            {
                result.Append(plain);
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                result.Append(rune);
            }
        }

        return result.ToString();
    }

    /// <summary>A Hangul syllable as its letters (Unicode Standard, section 3.12).</summary>
    private static void AppendSyllable(StringBuilder result, int syllable)
    {
        result.Append((char)(FirstLead + (syllable / VowelsAndTails)));
        result.Append((char)(FirstVowel + (syllable % VowelsAndTails / Tails)));
        result.Append(syllable % Tails == 0 ? string.Empty : ((char)(BeforeTail + (syllable % Tails))).ToString());
    }

    private static Dictionary<Rune, string> Read()
    {
        using StreamReader reader = new(typeof(Decompositions).Assembly.GetManifestResourceStream("decompositions.txt")!, Encoding.UTF8);
        Dictionary<Rune, string> table = [];
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            foreach (Rune letter in line.AsSpan(tab + 1).EnumerateRunes())
            {
                table[letter] = line[..tab];
            }
        }

        return table;
    }
}
