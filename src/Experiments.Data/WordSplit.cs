using System.Globalization;
using System.Text;

namespace Experiments.Data;

/// <summary>
/// Splits texts into words as scikit-learn's vectorizers do: runs of two and more letters, digits and underscores, in lower case.
/// </summary>
public static class WordSplit
{
    private const int Shortest = 2;

    /// <summary>The words of a text, in order.</summary>
    public static IEnumerable<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Split(text.ToLowerInvariant());
    }

    private static IEnumerable<string> Split(string text)
    {
        StringBuilder word = new();
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsPart(rune))
            {
                word.Append(rune);
                length++;
                continue;
            }

            if (length >= Shortest)
            {
                yield return word.ToString();
            }

            word.Clear();
            length = 0;
        }

        if (length >= Shortest)
        {
            yield return word.ToString();
        }
    }

    /// <summary>What Python's \w matches: letters, numbers of any kind, and the underscore.</summary>
    private static bool IsPart(Rune rune) => rune.Value == '_' || Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
