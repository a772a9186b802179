using Experiments.Data.Features;
using Experiments.Data.Texts;
using Experiments.Reduction;

namespace Experiments.Data.Articles;

/// <summary>Settings of generated articles.</summary>
public sealed record ArticlesOptions : DatasetOptions
{
    /// <summary>Starts with the only split there is.</summary>
    public ArticlesOptions() => Split = FeatureDataset.OnlySplit;

    /// <summary>The number of articles in all.</summary>
    [Option("articles in all", Minimum = 4, Maximum = 1_000_000)]
    public int Size { get; init; } = 1000;

    /// <summary>The number of topics, each of which is a class.</summary>
    [Option("topics, a class each", Minimum = 1, Maximum = 6)]
    public int Topics { get; init; } = 6;

    /// <summary>The sentences of an article.</summary>
    [Option("sentences of an article", Minimum = 1, Maximum = 50)]
    public int Sentences { get; init; } = 2;

    /// <summary>Seed of every word.</summary>
    [Option("seed of the articles themselves")]
    public long Seed { get; init; }

    /// <summary>The most words that are features.</summary>
    [Option("words that are features of the raw texts (tf-idf), the most frequent of all", Minimum = 2, Maximum = 100_000)]
    public int MaxWords { get; init; } = TextOptions.UsualWords;
}
