using Experiments.Results.Inspection;

namespace Experiments.Tests.Reports;

public sealed class WordContrastTests
{
    private static readonly string[] Texts = ["red red blue", "red green", "blue blue green", "green yellow"];

    [Fact]
    public void Scores_are_log_odds_over_their_standard_errors()
    {
        IReadOnlyList<TellingWord> words = new WordContrast(Texts).Of([0, 1], 5);

        // red: 3 of 5 words inside, 0 of 5 outside; its share of the prior is 500 * 3 / 10.
        double ratio = Math.Log(153 / (505.0 - 153)) - Math.Log(150 / (505.0 - 150));
        Assert.Equal("red", words[0].Word);
        Assert.Equal((3, 0), (words[0].Inside, words[0].Outside));
        Assert.Equal(ratio / Math.Sqrt((1 / 153.0) + (1 / 150.0)), words[0].Score, 1e-12);
        Assert.Single(words);
    }

    [Fact]
    public void The_words_of_all_texts_tell_nothing() => Assert.Empty(new WordContrast(Texts).Of([0, 1, 2, 3], 5, 1e-9));
}
