using Experiments.Reduction;

namespace Experiments.Data;

/// <summary>
/// The way in which texts become features: counts of words times their weights, scaled to length 1 (tf-idf as scikit-learn's TfidfVectorizer
/// computes it by default).
/// </summary>
/// <param name="Words">The words that are features, in ordinal order.</param>
/// <param name="Weights">The weight of each: 1 + ln((1 + n) / (1 + df)) for a word that df of n texts have.</param>
public sealed record WordEncoding(IReadOnlyList<string> Words, IReadOnlyList<double> Weights)
{
    /// <summary>Learns words and weights from texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="most">How many words are kept: those that occur most often in all, of equals the first in the alphabet.</param>
    /// <returns>The encoding, and the number of different words in all.</returns>
    public static (WordEncoding Encoding, int Words) Learn(IReadOnlyList<string> texts, int most)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Dictionary<string, (long Count, int Texts)> known = [];
        foreach (string text in texts)
        {
            foreach ((string word, int count) in WordSplit.Of(text).CountBy(word => word))
            {
                (long Count, int Texts) before = known.GetValueOrDefault(word);
                known[word] = (before.Count + count, before.Texts + 1);
            }
        }

        string[] words = [.. known.OrderByDescending(word => word.Value.Count).ThenBy(word => word.Key, StringComparer.Ordinal).Take(most)
            .Select(word => word.Key).Order(StringComparer.Ordinal)];
        double[] weights = Array.ConvertAll(words, word => 1 + Math.Log((1.0 + texts.Count) / (1.0 + known[word].Texts)));
        return (new WordEncoding(words, weights), known.Count);
    }

    /// <summary>Texts as features, n × words; a text without any of the words is all 0.</summary>
    public Matrix Encode(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Dictionary<string, int> places = Words.Index().ToDictionary(word => word.Item, word => word.Index);
        Matrix features = new(texts.Count, Words.Count);
        for (int i = 0; i < texts.Count; i++)
        {
            (int Place, double Value)[] values = [.. WordSplit.Of(texts[i]).Where(places.ContainsKey).CountBy(word => places[word])
                .OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value * Weights[pair.Key]))];
            double length = Math.Sqrt(values.Sum(value => value.Value * value.Value));
            Span<float> row = features.Row(i);
            foreach ((int place, double value) in values)
            {
                row[place] = (float)(value / length);
            }
        }

        return features;
    }
}
