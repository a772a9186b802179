using Experiments.Data;

namespace Experiments.Results.Inspection;

/// <summary>A word that sets some texts apart.</summary>
/// <param name="Word">The word.</param>
/// <param name="Score">Its log-odds ratio in standard errors; above 0 where the texts have more of it than the others.</param>
/// <param name="Inside">How often the texts have it.</param>
/// <param name="Outside">How often the others have it.</param>
public sealed record TellingWord(string Word, double Score, int Inside, int Outside);

/// <summary>
/// Words that set some texts apart from the others: the log-odds ratio of each word with an informative Dirichlet prior, over its standard error
/// (Monroe, Colaresi, Quinn 2008, Fightin' words, Political Analysis 16; equations 16, 20 and 22). The prior is the words of all texts, as strong as
/// 500 words: it keeps rare words from looking telling by chance.
/// </summary>
public sealed class WordContrast
{
    private const double PriorStrength = 500;

    private readonly List<string> words = [];
    private readonly (int Word, int Count)[][] texts;
    private readonly int[] totals;
    private readonly long total;

    /// <summary>Counts the words of texts.</summary>
    public WordContrast(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Dictionary<string, int> known = [];
        this.texts = [.. texts.Select(text => WordSplit.Of(text).CountBy(word => word).Select(pair => (Number(pair.Key), pair.Value)).ToArray())];
        totals = new int[words.Count];
        foreach ((int word, int count) in this.texts.SelectMany(text => text))
        {
            totals[word] += count;
            total += count;
        }

        int Number(string word)
        {
            if (!known.TryGetValue(word, out int number))
            {
                known[word] = number = words.Count;
                words.Add(word);
            }

            return number;
        }
    }

    /// <summary>The words that some of the texts have more of than the others, the most telling first.</summary>
    /// <param name="members">The places of these texts.</param>
    /// <param name="most">How many words are named.</param>
    /// <param name="least">The least score that is named.</param>
    public IReadOnlyList<TellingWord> Of(IEnumerable<int> members, int most, double least = 0)
    {
        ArgumentNullException.ThrowIfNull(members);
        Dictionary<int, int> inside = [];
        long size = 0;
        foreach ((int word, int count) in members.SelectMany(member => texts[member]))
        {
            inside[word] = inside.GetValueOrDefault(word) + count;
            size += count;
        }

        return [.. inside.Select(pair => new TellingWord(words[pair.Key], Score(pair.Value, size, totals[pair.Key]), pair.Value,
                totals[pair.Key] - pair.Value))
            .Where(word => word.Score > least).OrderByDescending(word => word.Score).ThenBy(word => word.Word, StringComparer.Ordinal).Take(most)];
    }

    /// <summary>The log-odds ratio over its standard error.</summary>
    private double Score(int inside, long size, int all)
    {
        double prior = PriorStrength * all / total;
        double own = inside + prior;
        double other = all - inside + prior;
        double ratio = Math.Log(own / (size + PriorStrength - own)) - Math.Log(other / (total - size + PriorStrength - other));
        return ratio / Math.Sqrt((1 / own) + (1 / other));
    }
}
