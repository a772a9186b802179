using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Reduction;

namespace Experiments.Data.Texts;

/// <summary>Texts in memory with their labels and names; their features are weighted counts of words. One split, "all".</summary>
internal sealed class TextDataset : IDataset
{
    private readonly ReadTexts texts;
    private readonly WordEncoding encoding;

    private TextDataset(ReadTexts texts, WordEncoding encoding, DatasetInfo info)
    {
        this.texts = texts;
        this.encoding = encoding;
        Info = info;
    }

    public DatasetInfo Info { get; }

    /// <summary>A dataset of texts; <paramref name="info"/> says what the texts themselves do not.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="maxWords">The most words that are features.</param>
    /// <param name="info">Kind, title, source, fingerprint, licence and citation.</param>
    /// <exception cref="DataException">No two texts have a word.</exception>
    public static TextDataset Of(ReadTexts texts, int maxWords, DatasetInfo info)
    {
        (WordEncoding encoding, int words) = WordEncoding.Learn(texts.Texts, maxWords);
        if (encoding.Words.Count < 2)
        {
            throw new DataException($"{info.Source}: the {texts.Texts.Count} texts hold {words} different words; expected two at least.");
        }

        string[] cut = words > encoding.Words.Count
            ? [$"{encoding.Words.Count} of {words} different words are features, the most frequent; max_words says how many"] : [];
        return new TextDataset(texts, encoding, info with
        {
            Features = encoding.Words.Count,
            FeatureNames = encoding.Words,
            Words = encoding,
            ClassNames = texts.Labels?.ClassNames ?? [],
            Splits = new Dictionary<string, int> { [FeatureDataset.OnlySplit] = texts.Texts.Count },
            Notes = [.. texts.Notes, .. cut],
        });
    }

    public int[]? Labels(string split)
    {
        Info.CountOf(split);
        return texts.Labels?.Classes is { } classes ? [.. classes] : null;
    }

    public double[]? Values(string split)
    {
        Info.CountOf(split);
        return texts.Labels?.Values is { } values ? [.. values] : null;
    }

    public SampleSet Read(string split, IReadOnlyList<int> indices, CancellationToken cancellation)
    {
        int[] places = [.. indices.Select(index => Info.CheckIndex(split, index))];
        string[] chosen = Array.ConvertAll(places, place => texts.Texts[place]);
        cancellation.ThrowIfCancellationRequested();
        if ((long)chosen.Length * encoding.Words.Count > Array.MaxLength)
        {
            throw new DataException($"{Info.Source}: {chosen.Length} texts of {encoding.Words.Count} words are more than one matrix holds; ask for "
                + "fewer samples, or for fewer words with max_words.");
        }

        return new SampleSet(chosen.Length, null, null, encoding.Encode(chosen), texts.Labels?.Classes is { } classes
            ? Array.ConvertAll(places, place => classes[place]) : null)
        {
            Values = texts.Labels?.Values is { } values ? Array.ConvertAll(places, place => values[place]) : null,
            Names = texts.Names is { } names ? Array.ConvertAll(places, place => names[place]) : null,
            Texts = chosen,
        };
    }
}

/// <summary>Texts as they were read.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Labels">Their labels; null for none.</param>
/// <param name="Names">Their names; null where they have none.</param>
/// <param name="Notes">What was left out, a line each.</param>
internal sealed record ReadTexts(IReadOnlyList<string> Texts, LabelSet? Labels, IReadOnlyList<string>? Names, IReadOnlyList<string> Notes);
