using Experiments.Data.Formats;
using Experiments.Data.Texts;
using Experiments.Reduction;

namespace Experiments.Data.Articles;

/// <summary>
/// Makes short articles of several topics from lists of words: sentences such as "Yesterday the astronomer observed the comet near the nebula, with
/// great care." An article depends on the seed, its number and the settings alone.
/// </summary>
internal static class ArticleDataset
{
    /// <summary>Raised whenever the same settings would give other articles.</summary>
    public const int Version = 1;

    /// <summary>The articles that the settings ask for.</summary>
    public static IDataset Open(ArticlesOptions options)
    {
        CounterRandom random = new(options.Seed, RandomPurposes.Articles);
        int[] labels = Array.ConvertAll(random.Permutation(options.Size), place => place % options.Topics);
        string[] texts = [.. labels.Select((label, i) => Article(ArticleTopic.All[label], options.Sentences, random, i))];
        string settings = FormattableString.Invariant(
            $"articles version {Version}, size {options.Size}, topics {options.Topics}, sentences {options.Sentences}, seed {options.Seed}");
        LabelSet known = new(labels, [.. ArticleTopic.All.Take(options.Topics).Select(topic => topic.Name)], null);
        return TextDataset.Of(new ReadTexts(texts, known, null, []), options.MaxWords, new DatasetInfo
        {
            Kind = "articles",
            Title = "Articles",
            Features = 0,
            ClassNames = [],
            Splits = new Dictionary<string, int>(),
            Source = $"generated ({settings})",
            Fingerprint = ContentHash.Of(settings),
            License = Licenses.Generated,
            Citation = "this program",
        });
    }

    private static string Article(ArticleTopic topic, int sentences, CounterRandom random, int index)
    {
        long draw = 0;
        return string.Join(' ', Enumerable.Range(0, sentences).Select(_ => $"{Any(ArticleTopic.Openings)} the {Any(topic.People)} {Any(topic.Verbs)} "
            + $"the {Any(topic.Nouns)} near the {Any(topic.Nouns)}, {Any(ArticleTopic.Endings)}."));

        string Any(IReadOnlyList<string> words) => words[random.Below(words.Count, 1, index, draw++)];
    }
}
