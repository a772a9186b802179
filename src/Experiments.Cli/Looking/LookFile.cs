using System.Globalization;
using Experiments.Data.Recognition;

namespace Experiments.Cli.Looking;

/// <summary>The sweep file of a look, with a comment on every choice that was made.</summary>
/// <param name="Name">The sweep's name.</param>
/// <param name="Data">What was recognized, with paths as the file will name them.</param>
/// <param name="Budget">What can be afforded.</param>
/// <param name="Count">The samples that there are.</param>
/// <param name="Minutes">The minutes that a look may take.</param>
internal sealed record LookFile(string Name, RecognizedData Data, LookBudget Budget, int Count, int Minutes)
{
    /// <summary>The first words of every such file, by which it is known again.</summary>
    public const string Signature = "# Written by experiments look";

    private const int UsualPerplexity = 30;

    /// <summary>The text.</summary>
    public string Write() => $"""
        {Signature}, to take about {Minutes} min. Change what you like under another name: experiments sweep FILE runs it; docs/sweep-file.md has all there is.
        name: {YamlWord.Of(Name)}
        datasets:
          # {Data.Told}{Shown()}
          - {$"{{kind: {Data.Kind}{Samples()}{Settings()}}}"}
        {Models()}# Four ways to draw the samples, with the settings that their authors' programs use by default{Small()}.
        reducers:
          - pca                                # straight: distances are as true as two dimensions allow
          - {$"{{kind: tsne, perplexity: {YamlWord.UpTo((Budget.Samples - 1) / 3, UsualPerplexity)}}}"}         # neighbourhoods
          - {$"{{kind: umap, n_neighbors: {YamlWord.UpTo(Half, 15)}}}"}        # neighbourhoods, groups drawn apart
          - {$"{{kind: pacmap, n_neighbors: {YamlWord.UpTo(Half, 10)}}}"}      # neighbourhoods, and how groups lie
        metrics: {$"{{neighbors: {YamlWord.UpTo(Half, 5, 15)}}}"}

        """.ReplaceLineEndings("\n");

    private int Half => (Budget.Samples - 1) / 2;

    private string Small() => Budget.Samples > 3 * UsualPerplexity ? string.Empty : ", lowered to what so few samples allow";

    private string Shown() => Budget.Samples >= Count ? string.Empty : string.Create(
        CultureInfo.InvariantCulture, $"; {Budget.Samples:N0} of {Count:N0} are shown, so that it takes {Minutes} min: --minutes shows more");

    private string Samples() => Budget.Samples >= Count ? string.Empty : $", samples: {Budget.Samples}";

    private string Settings() => string.Concat(Data.Settings.Select(setting => $", {setting.Name}: {YamlWord.Of(setting.Value)}"))
        + (Budget.Side is { } side ? $", size: {side}" : string.Empty) + (Data.Kind == "images" ? ", split: all, test_fraction: 0" : string.Empty);

    private string Models() => Data.Kind switch
    {
        "images" => """
            # A network that was trained on photographs sees them; it is fetched when first asked for (60 MB).
            models: [resnet18]
            # What is drawn: the pixels themselves, and what the network makes of them.
            layers: [input, pooled]

            """,
        "text" => """
            # A network that was trained to tell what sentences mean reads them; it is fetched when first asked for (83 MB).
            models: [minilm]
            # What is drawn: counts of words (tf-idf), and what the network makes of the texts.
            layers: [input, sentence]

            """,
        _ => string.Empty,
    };
}
