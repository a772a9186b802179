using Experiments.Results.Records;

namespace Experiments.Reports.Typesetting;

/// <summary>
/// Labels that stand in one figure, each cut to a width where it is too long; no two different ones become the same. Where the usual cut would make
/// them so, what they differ in stays, and where that does not fit either, they are counted.
/// </summary>
internal sealed class FittedLabels
{
    private const string Ellipsis = "\u2026";
    private const int Beginning = 3;
    private const int MostBefore = 6;

    private readonly TextStyle style;
    private readonly float width;
    private readonly Dictionary<string, string> fitted = [];
    private readonly HashSet<string> taken = [];

    /// <summary>Cuts the labels of a figure.</summary>
    /// <param name="texts">All of them; one may come several times.</param>
    /// <param name="style">The style in which they are set.</param>
    /// <param name="width">The width in points that there is for each.</param>
    public FittedLabels(IEnumerable<string> texts, TextStyle style, float width)
    {
        (this.style, this.width) = (style, width);
        ILookup<string, string> cuts = texts.Distinct().ToLookup(text => Shortening.ToWidth(text, style, width));
        foreach (IGrouping<string, string> alone in cuts.Where(same => !same.Skip(1).Any()))
        {
            Take(alone.First(), alone.Key);
        }

        foreach (IGrouping<string, string> same in cuts.Where(same => same.Skip(1).Any()))
        {
            Part([.. same]);
        }
    }

    /// <summary>The label as it fits.</summary>
    public string this[string text] => fitted[text];

    /// <summary>Labels of which one is whole keep it; the others show their text from the first place on at which not all are alike.</summary>
    private void Part(string[] same)
    {
        int common = Enumerable.Range(0, same.Min(text => text.Length)).TakeWhile(i => same.All(text => text[i] == same[0][i])).Count();
        string[] parted = [.. same.Select(text => From(text, common))];
        for (int i = 0; i < same.Length; i++)
        {
            bool isOwn = parted.Count(other => other == parted[i]) == 1 && !taken.Contains(parted[i]);
            Take(same[i], isOwn ? parted[i] : Counted(same[i]));
        }
    }

    private void Take(string text, string label)
    {
        fitted[text] = label;
        taken.Add(label);
    }

    /// <summary>The first letters, and as much as fits from where the word begins in which the labels part.</summary>
    private string From(string text, int common)
    {
        int start = common;
        while (start > 0 && common - start < MostBefore && start <= text.Length && char.IsLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        string head = start > Beginning ? Shortening.Whole(text[..Beginning]) + Ellipsis : text[..start];
        string rest = text[start..];
        int length = rest.Length;
        string Label() => head + Shortening.Whole(rest[..length]) + (length < rest.Length ? Ellipsis : string.Empty);
        while (length > 0 && Typography.Measure(Label(), style) > width)
        {
            length--;
        }

        return Label();
    }

    private string Counted(string text)
    {
        for (int i = 1; ; i++)
        {
            string number = $"{Ellipsis}{Numbers.Count(i)}";
            string label = Shortening.ToWidth(text, style, Math.Max(0, width - Typography.Measure(number, style))) + number;
            if (!taken.Contains(label))
            {
                return label;
            }
        }
    }
}
