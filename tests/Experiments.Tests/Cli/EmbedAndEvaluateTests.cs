using System.Text.Json.Nodes;
using Experiments.Data.Formats;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Tests.Cli;

public sealed class EmbedAndEvaluateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("tsne", "perplexity=12")]
    [InlineData("umap", "n_neighbors=8")]
    public void Two_processes_with_one_and_two_threads_write_the_same_bytes(string reducer, string setting)
    {
        WriteBlobs("x.npy");
        foreach ((string output, string threads) in new[] { ("a.npy", "1"), ("b.npy", "2") })
        {
            CommandResult run = Embed("x.npy", output, "--reducer", reducer, "--set", setting, "--seed", "1", "--threads", threads);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        Assert.Equal(File.ReadAllBytes(folder["a.npy"]), File.ReadAllBytes(folder["b.npy"]));
    }

    [Fact]
    public void Embed_prints_one_json_object_with_the_contracts_fields()
    {
        WriteBlobs("x.csv");
        CommandResult run = Embed("x.csv", "y.csv", "--reducer", "tsne", "--set", "perplexity=10", "--json");
        JsonObject json = JsonNode.Parse(run.Output)!.AsObject();
        Assert.Equal("tsne", (string?)json["reducer"]);
        Assert.Equal(10, (double)json["parameters"]!["perplexity"]!);
        Assert.Equal(150, (int)json["n"]!);
        Assert.Equal(6, (int)json["d"]!);
        Assert.True((double)json["seconds"]!["total"]! >= (double)json["seconds"]!["fit"]!);
        Assert.InRange((double)json["kl_divergence"]!, 0.01, 3);
        Assert.True((double)json["peak_mb"]! > 10);
        Assert.Equal(150, File.ReadAllLines(folder["y.csv"]).Count(line => line.Length > 0 && !char.IsLetter(line[0])));
    }

    [Fact]
    public void A_saved_model_places_new_samples_in_another_process()
    {
        WriteBlobs("x.npy");
        CommandResult fit = Embed("x.npy", "y.npy", "--reducer", "umap", "--set", "n_neighbors=8", "--seed", "4", "--save-model", "umap.model");
        Assert.True(fit.ExitCode == 0, fit.Error);
        CommandResult run = Embed("x.npy", "placed.npy", "--model", "umap.model", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        FittedModel model = FittedModel.Load(folder["umap.model"]);
        Matrix placed = model.Transform(MatrixFile.Read(folder["x.npy"]), new ReductionContext());
        Assert.Equal(placed.Values.ToArray(), MatrixFile.Read(folder["placed.npy"]).Values.ToArray());
        JsonNode json = JsonNode.Parse(run.Output)!;
        Assert.Equal(("umap", 8, 4, "umap.model"),
            ((string?)json["reducer"], (int)json["parameters"]!["n_neighbors"]!, (int)json["seed"]!, (string?)json["model"]));
    }

    [Fact]
    public void A_saved_model_takes_no_settings_and_a_damaged_one_is_refused_in_one_line()
    {
        WriteBlobs("x.npy");
        File.WriteAllText(folder["bad.model"], "EXPMODEL but not really");
        Assert.Contains("--set: a saved model has its settings", Embed("x.npy", "y.npy", "--model", "bad.model", "--set", "a=1").Error,
            StringComparison.Ordinal);
        Assert.Contains("--labels: a saved model has", Embed("x.npy", "y.npy", "--model", "bad.model", "--labels", "l.npy").Error,
            StringComparison.Ordinal);
        Assert.Contains("give --reducer NAME", Embed("x.npy", "y.npy").Error, StringComparison.Ordinal);
        AssertRefused(Embed("x.npy", "y.npy", "--reducer", "pca", "--save-model", "y.npy"), "--save-model: 'y.npy' is where the picture goes");
        CommandResult damaged = Embed("x.npy", "y.npy", "--model", "bad.model");
        Assert.Equal(1, damaged.ExitCode);
        Assert.Single(damaged.Error.TrimEnd().Split('\n'));
        Assert.Contains("bad.model: its format is version", damaged.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["y.npy"]));
    }

    [Fact]
    public void Evaluate_scores_the_truth_high_and_a_shuffled_picture_low()
    {
        int[] labels = WriteBlobs("x.npy");
        NpyFile.Write(folder["labels.npy"], labels, labels.Length);
        Embed("x.npy", "y.npy", "--reducer", "pca");
        Matrix picture = MatrixFile.Read(folder["y.npy"]);
        Matrix shuffled = new(picture.Rows, 2);
        int[] order = new CounterRandom(3, "shuffle").Permutation(picture.Rows);
        for (int i = 0; i < picture.Rows; i++)
        {
            picture.Row(order[i]).CopyTo(shuffled.Row(i));
        }

        MatrixFile.Write(folder["s.npy"], shuffled);
        JsonNode good = Evaluate("y.npy");
        JsonNode bad = Evaluate("s.npy");
        Assert.True((double)good["metrics"]!["trustworthiness@5"]! > 0.9);
        Assert.InRange((double)bad["metrics"]!["trustworthiness@5"]!, 0.3, 0.7);
        Assert.True((double)good["metrics"]!["neighborhood_hit@5"]! > 0.95);
        Assert.InRange((double)bad["metrics"]!["neighborhood_hit@5"]!, 0.15, 0.55);
        Assert.Null(good["metrics"]!["trustworthiness@150"]);
        Assert.NotNull(good["missing"]!["trustworthiness@150"]);
    }

    [Fact]
    public void A_supervised_reducer_takes_labels_and_says_that_it_saw_them()
    {
        int[] labels = WriteBlobs("x.npy");
        NpyFile.Write(folder["labels.npy"], labels, labels.Length);
        CommandResult run = Embed("x.npy", "y.npy", "--reducer", "lda", "--labels", "labels.npy", "--json");
        Assert.True((bool)JsonNode.Parse(run.Output)!["saw_labels"]!);
        Assert.True((double)Evaluate("y.npy")["metrics"]!["neighborhood_hit@5"]! > 0.95);
        Assert.False((bool)JsonNode.Parse(Embed("x.npy", "y.npy", "--reducer", "pca", "--json").Output)!["saw_labels"]!);
    }

    [Fact]
    public void Mistakes_are_one_line_each_with_exit_code_1_and_nothing_written()
    {
        WriteBlobs("x.npy");
        AssertRefused(Embed("x.npy", "y.npy", "--reducer", "umpa"), "did you mean 'umap'?");
        AssertRefused(Embed("x.npy", "y.npy", "--reducer", "tsne", "--set", "perplexitty=5"), "did you mean 'perplexity'?");
        AssertRefused(Embed("x.npy", "y.npy", "--reducer", "tsne", "--set", "perplexity=90"), "perplexity");
        AssertRefused(Embed("missing.npy", "y.npy", "--reducer", "pca"), "missing.npy");
        AssertRefused(Embed("x.npy", "y.docx", "--reducer", "pca"), ".docx");
        AssertRefused(Embed("x.npy", "y.npy", "--reducer", "lda"), "--labels: LDA learns from classes; give a file with one a sample");
        AssertRefused(Embed("x.npy", "y.npy", "--reducer", "umap", "--labels", "l.txt"), "--labels: UMAP never sees labels");
        File.WriteAllText(folder["l.txt"], string.Concat(Enumerable.Range(0, 150).Select(i => $"{i % 2}\n")));
        AssertRefused(Embed("x.npy", "y.npy", "--reducer", "lda", "--labels", "l.txt"), "use n_components 1");
        File.WriteAllText(folder["bad.csv"], "1,2\n3,four\n");
        AssertRefused(Embed("bad.csv", "y.npy", "--reducer", "pca"), "four");
        Assert.False(File.Exists(folder["y.npy"]));
    }

    [Fact]
    public void An_unknown_command_is_a_usage_error_that_names_the_nearest()
    {
        CommandResult run = CommandLine.Run(folder.Path, "swep");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean 'sweep'?", run.Error, StringComparison.Ordinal);
    }

    private static void AssertRefused(CommandResult run, string expected)
    {
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private CommandResult Embed(string input, string output, params string[] more) =>
        CommandLine.Run(folder.Path, ["embed", "--input", input, "--output", output, .. more]);

    private JsonNode Evaluate(string embedding)
    {
        CommandResult run = CommandLine.Run(
            folder.Path, "evaluate", "--input", "x.npy", "--embedding", embedding, "--labels", "labels.npy", "--neighbors", "5,150", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    /// <summary>Three clouds of 50 points in six dimensions, on the plane of the first two up to noise.</summary>
    private int[] WriteBlobs(string name)
    {
        CounterRandom random = new(7, "blobs");
        Matrix samples = new(150, 6);
        int[] labels = new int[150];
        for (int i = 0; i < 150; i++)
        {
            labels[i] = i % 3;
            for (int j = 0; j < 6; j++)
            {
                double centre = j == labels[i] ? 12 : 0;
                samples.Row(i)[j] = (float)(centre + (random.Normal(0, i, j) * (j < 2 ? 1 : 0.05)));
            }
        }

        MatrixFile.Write(folder[name], samples);
        return labels;
    }
}
