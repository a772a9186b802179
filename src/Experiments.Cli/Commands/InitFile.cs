using System.Globalization;
using Experiments.Cli.Looking;
using Experiments.Data;
using Experiments.Results;
using Experiments.Sweeps.Schema;

namespace Experiments.Cli.Commands;

/// <summary>The text of a sweep file that <c>init</c> writes, with a comment on what each part is for.</summary>
internal static class InitFile
{
    /// <summary>Writes the text.</summary>
    /// <param name="name">The sweep's name.</param>
    /// <param name="answers">What is wanted.</param>
    /// <param name="data">The dataset, with paths as the file will name them.</param>
    /// <param name="info">What is in the dataset.</param>
    /// <exception cref="SweepException">Networks are wanted of data that they cannot take.</exception>
    public static string Write(string name, InitAnswers answers, InitData data, DatasetInfo info)
    {
        bool trains = answers.Show != "data";
        if (trains && (info.Shape is null || info.ClassNames.Count < 2))
        {
            throw new SweepException($"--show {answers.Show}: networks learn from images of at least two classes, and '{answers.Data}' has "
                + $"{(info.Shape is null ? "no images" : "no classes")}; --show data needs neither");
        }

        Effort effort = Effort.Of(answers.Minutes);
        int count = (trains || data.Kind == "glyphs") && info.Splits.TryGetValue("test", out int tests) ? tests : info.Splits.Values.Sum();
        int shown = Math.Min(count, effort.Samples);
        string samples = count > effort.Samples ? $", samples: {effort.Samples}" : string.Empty;
        string seeds = effort.Seeds == 1 ? string.Empty : $"seeds: {effort.Seeds}    # each reducer so many times: how sure a score is\n";
        string models = answers.Show switch { "layers" => Layers(effort), "models" => Models(effort), _ => string.Empty };
        string settings = string.Concat(data.Settings.Select(setting => $", {setting.Name}: {YamlWord.Of(setting.Value)}"));
        return $"""
            # yaml-language-server: $schema={SweepSchema.FileName}
            # Made by experiments init, for about {answers.Minutes} min on two cores. See docs/sweep-file.md for all there is.
            name: {name}
            {seeds}datasets:
              # {data.Comment}
              - {$"{{kind: {data.Kind}{samples}{settings}}}"}
            {models}# Ways to draw the samples in two dimensions; a list of values is a grid: one picture for each.
            reducers:
              - pca
              - {$"{{kind: tsne, perplexity: {YamlWord.UpTo((shown - 1) / 3, effort.Perplexity)}}}"}
              - {$"{{kind: umap, n_neighbors: {YamlWord.UpTo(shown - 1, effort.Neighbors)}}}"}
            # Scores hold the pictures against the data, in neighbourhoods of these sizes.
            metrics: {$"{{neighbors: {YamlWord.UpTo((shown - 1) / 2, [5, 15])}}}"}

            """.ReplaceLineEndings("\n");
    }

    private static string Layers(Effort effort) => $"""
        # A small network, trained on the spot. Layers are named here, or counted: conv1, relu1, pool1, …
        models:
        {Network("cnn", 16, effort.Epochs)}
        # What is drawn: the images themselves, and what the network makes of them.
        layers: [input, pool2, penultimate]

        """;

    private static string Models(Effort effort) => $"""
        # Two networks, one four times as wide as the other, trained on the spot; their last layers are compared.
        models:
        {Network("narrow", 8, effort.Epochs)}
        {Network("wide", 32, effort.Epochs)}
        layers: [penultimate]

        """;

    private static string Network(string name, int width, int epochs) => string.Create(CultureInfo.InvariantCulture, $$$"""
          - name: {{{name}}}
            kind: cnn
            layers:
              - {conv: {filters: {{{width}}}}}
              - relu
              - {maxpool: 2}
              - {conv: {filters: {{{2 * width}}}}}
              - relu
              - {maxpool: 2}
              - flatten
              - {dense: 64, name: penultimate, activation: relu}
              - {dense: classes}
            training: {optimizer: adam, learning_rate: 2e-3, schedule: cosine, batch_size: 64, epochs: {{{epochs}}}}
        """);

    /// <summary>What fits into so many minutes on two cores, by what the configs of this program take.</summary>
    private sealed record Effort(int Samples, int Seeds, int Epochs, int[] Perplexity, int[] Neighbors)
    {
        public static Effort Of(int minutes) => minutes switch
        {
            <= 2 => new Effort(800, 1, 4, [30], [15]),
            <= 10 => new Effort(2000, 1, 6, [15, 50], [10, 40]),
            _ => new Effort(4000, 3, 10, [15, 50], [10, 40]),
        };
    }
}
