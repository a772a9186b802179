using System.IO.Compression;
using Experiments.Data.Formats;
using Experiments.Onnx.Pretrained;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Tests.Data;
using Experiments.Tests.Onnx;

namespace Experiments.Tests.Cli;

/// <summary>From a path to a report without a sweep file.</summary>
public sealed class LookCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_table_is_looked_at_and_the_result_is_shown_again()
    {
        File.WriteAllText(folder["flowers.csv"], Flowers());
        CommandResult run = Look("flowers.csv", "--minutes", "1", "--no-open");
        Assert.True(run.ExitCode == 0, run.Error);
        SweepResults results = StoredSweep.Open(folder["reports/look-flowers"]).Results;
        Assert.Equal(["pca", "tsne", "umap", "pacmap"], results.Trials.Select(trial => trial.Reducer));
        Assert.Equal(["rose", "tulip"], results.Datasets[0].ClassNames);
        Assert.All(results.Trials, trial => Assert.InRange(trial.Metrics["neighborhood_hit@5"]!.Value, 0.95, 1));
        Assert.True(File.Exists(folder["reports/look-flowers/report.pdf"]));

        CommandResult again = Look("reports/look-flowers", "--no-open");
        Assert.Equal(Path.GetFullPath(folder["reports/look-flowers/report.html"]), again.Output.Trim());

        // The file that was written is a sweep file like any other.
        CommandResult sweep = CommandLine.Run(folder.Path, "sweep", "reports/look-flowers.yaml", "--out", "again");
        Assert.True(sweep.ExitCode == 0, sweep.Error);
    }

    [Theory]
    [InlineData("flat", "# 8 images", "kind: images, path: '../flat', on_error: skip, split: all", "resnet18")]
    [InlineData("classes", "# 8 images in 2 folders", "kind: images, path: '../classes'", "resnet18")]
    [InlineData("notes", "# 8 files of texts", "kind: text, path: '../notes'", "minilm")]
    [InlineData("lines.txt", "# one text a line", "kind: text, path: '../lines.txt'", "minilm")]
    [InlineData("mails.csv", "# a table whose column body holds texts, classes by topic", "text: body, label: topic, id: id", "minilm")]
    [InlineData("flowers.csv", "# a table of 2 features, classes by kind", "file: '../flowers.csv', label: kind, id: name, scale: standard", null)]
    [InlineData("matrix", "# a matrix, and beside it labels (y.npy)", "features: '../matrix/X.npy', labels: '../matrix/y.npy'", null)]
    [InlineData("lonely.npy", "# a matrix without labels", "features: '../lonely.npy'", null)]
    public void What_a_path_holds_is_found_out_and_gives_a_plan(string path, string told, string dataset, string? model)
    {
        Make();
        CommandResult printed = Look(path, "--print");
        Assert.True(printed.ExitCode == 0, printed.Error);
        Assert.StartsWith("# Written by experiments look", printed.Output, StringComparison.Ordinal);
        Assert.Contains(told, printed.Output, StringComparison.Ordinal);
        Assert.Contains(dataset, printed.Output, StringComparison.Ordinal);
        Assert.Equal(model is not null, printed.Output.Contains($"models: [{model}]", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder["reports"]));

        Directory.CreateDirectory(folder["reports"]);
        File.WriteAllText(folder["reports/printed.yaml"], printed.Output);
        CommandResult plan = CommandLine.Run(folder.Path, "sweep", "reports/printed.yaml", "--dry-run");
        Assert.True(plan.ExitCode == 0, plan.Error);
    }

    [Theory]
    [InlineData("nothing", "there is no file or folder 'nothing'")]
    [InlineData("flat/0.png", "is a single image; name the folder in which it lies with others")]
    [InlineData("program.cs", "is of type '.cs'; read are folders and .zip of images")]
    [InlineData("empty", "empty: holds no JPEG, PNG, WebP, BMP, GIF or TIFF, no texts and no table; it is empty")]
    [InlineData("several", "holds 2 tables or matrices (a.csv, b.csv); name one of them")]
    [InlineData("three.csv", "'three.csv' holds 3 samples; pictures of neighbourhoods need at least 8")]
    public void What_cannot_be_looked_at_is_told_in_a_line_with_the_way_out(string path, string reason)
    {
        Make();
        CommandResult run = Look(path, "--no-open");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
        Assert.False(Directory.Exists(folder["reports"]));
    }

    [Fact]
    public void A_file_of_another_hand_is_not_written_over()
    {
        Make();
        Directory.CreateDirectory(folder["reports"]);
        File.WriteAllText(folder["reports/look-flowers.yaml"], "name: mine\n");
        CommandResult run = Look("flowers.csv", "--no-open");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("was not written by look; it is not overwritten", run.Error, StringComparison.Ordinal);
        Assert.Equal("name: mine\n", File.ReadAllText(folder["reports/look-flowers.yaml"]));
    }

    [Fact]
    public void More_samples_than_the_minutes_allow_are_shown_in_part_and_the_file_says_so()
    {
        File.WriteAllLines(folder["long.csv"], ["a,b", .. Enumerable.Range(0, 400_000).Select(i => $"{i % 97},{i % 89}")]);
        CommandResult printed = Look("long.csv", "--print", "--minutes", "1");
        Assert.Matches(@"; [\d,]+ of 400,000 are shown, so that it takes 1 min", printed.Output);
        Assert.Matches(@"samples: \d+,", printed.Output);
    }

    /// <summary>Forty faces, ten photographs each: of the five nearest of a face more are of the same person than among pixels.</summary>
    [Fact]
    public void Faces_lie_by_persons()
    {
        string zip = Real("survey/orl-faces/att_faces-png.zip");
        _ = PretrainedTests.Paths(ResNet18.Published);
        double[] hits = Hits(zip, "neighborhood_hit@5", "pooled");
        Assert.True(hits[1] > hits[0] + 0.05, $"pixels {hits[0]}, network {hits[1]}");
    }

    /// <summary>Articles of twenty newsgroups, some hundred of them: neighbours by meaning are of one group more often than by words.</summary>
    [Fact]
    public void Articles_lie_by_topics()
    {
        string zip = Real("survey/20news-mini/mini_newsgroups.zip");
        _ = PretrainedTests.Paths(EncoderFacts.MiniLm.Weights);
        ZipFile.ExtractToDirectory(zip, folder["articles"]);
        double[] hits = Hits("articles", "neighborhood_hit@5", "sentence");
        Assert.True(hits[1] > hits[0] + 0.05, $"words {hits[0]}, network {hits[1]}");
    }

    /// <summary>The best pictures' shares of neighbours of one class: of the samples themselves, and of a layer.</summary>
    private double[] Hits(string path, string metric, string layer)
    {
        CommandResult run = Look(path, "--minutes", "1", "--no-open", "--out", "out");
        Assert.True(run.ExitCode == 0, run.Error);
        SweepResults results = StoredSweep.Open(folder["out"]).Results;
        double Best(string name) => results.Trials
            .Where(trial => results.Layers.Single(one => one.Id == trial.LayerId).Name == name).Max(trial => trial.Metrics[metric]!.Value);
        return [Best("input"), Best(layer)];
    }

    private static string Real(string file) => Path.Combine(DataFixtures.RealData(file), file);

    private CommandResult Look(params string[] arguments) => CommandLine.Run(folder.Path, ["look", .. arguments]);

    private static string Flowers() => "name,length,width,kind\n" + string.Concat(Enumerable.Range(0, 60).Select(i =>
        $"flower {i},{(i % 2 * 10) + (i % 7 * 0.1)},{(i % 2 * -5) + (i % 5 * 0.1)},{(i % 2 == 0 ? "rose" : "tulip")}\n"));

    private void Make()
    {
        byte[] grey = [.. Enumerable.Range(0, 64).Select(i => (byte)(4 * i))];
        foreach (string file in Enumerable.Range(0, 8).SelectMany(i => new[] { $"flat/{i}.png", $"classes/{i % 2}/{i}.png" }))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[file])!);
            PngFile.Write(folder[file], new(8, 8, 1), grey);
        }

        foreach (string place in (string[])["notes", "matrix", "empty", "several"])
        {
            Directory.CreateDirectory(folder[place]);
        }

        string[] texts = [.. Enumerable.Range(0, 8).Select(i => $"The number {i} is told of here in several words of English.")];
        Array.ForEach([.. texts.Index()], text => File.WriteAllText(folder[$"notes/{text.Index}.txt"], text.Item));
        File.WriteAllLines(folder["lines.txt"], texts);
        File.WriteAllLines(
            folder["mails.csv"], ["id,topic,body", .. Enumerable.Range(0, 24).Select(i => $"m{i},{(i % 2 == 0 ? "a" : "b")},{texts[i % 6]} {i}")]);
        File.WriteAllText(folder["flowers.csv"], Flowers());
        File.WriteAllText(folder["three.csv"], "a,b\n1,2\n3,4\n5,6\n");
        File.WriteAllText(folder["several/a.csv"], Flowers());
        File.WriteAllText(folder["several/b.csv"], Flowers());
        File.WriteAllText(folder["program.cs"], "x");
        float[] values = [.. Enumerable.Range(0, 40).Select(i => (float)((i * 37 % 11) + (i % 3)))];
        NpyFile.Write(folder["matrix/X.npy"], values, 20, 2);
        NpyFile.Write(folder["matrix/y.npy"], Enumerable.Range(0, 20).Select(i => (float)(i % 2)).ToArray(), 20, 1);
        NpyFile.Write(folder["lonely.npy"], values, 20, 2);
    }
}
