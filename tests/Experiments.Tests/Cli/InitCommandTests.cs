using Experiments.Cli.Commands;
using Experiments.Data;
using Experiments.Data.Tables;
using Experiments.Reduction;
using Experiments.Results;
using SkiaSharp;

namespace Experiments.Tests.Cli;

/// <summary>What init writes gives a plan and runs, whatever the data and the wish; what it cannot write it says in a line.</summary>
public sealed class InitCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("digits", "data", "kind: glyphs")]
    [InlineData("digits", "layers", "layers: [input, pool2, penultimate]")]
    [InlineData("digits", "models", "name: wide")]
    [InlineData("blobs", "data", "kind: blobs")]
    [InlineData("photos", "data", "path: photos, on_error: skip, split: all, size: 64")]
    [InlineData("photos", "models", "path: photos, on_error: skip, split: test, size: 32")]
    [InlineData("flowers.csv", "data", "file: 'flowers.csv', label: Species, scale: standard, non_finite: median")]
    [InlineData("plain.tsv", "data", "no classes (label: COLUMN names some)")]
    [InlineData("matrix.npy", "data", "kind: precomputed")]
    public void Every_kind_of_data_gets_a_file_that_gives_a_plan(string data, string show, string expected)
    {
        MakeData();
        CommandResult written = CommandLine.Run(folder.Path, "init", "first.yaml", "--data", data, "--show", show, "--minutes", "1");
        Assert.True(written.ExitCode == 0, written.Error);

        string text = File.ReadAllText(folder["first.yaml"]);
        Assert.StartsWith("# yaml-language-server: $schema=experiment.schema.json\n", text, StringComparison.Ordinal);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["experiment.schema.json"]));
        Assert.Empty(Directory.GetFiles(folder.Path, "*.part"));
        CommandResult planned = CommandLine.Run(folder.Path, "sweep", "first.yaml", "--dry-run");
        Assert.True(planned.ExitCode == 0, planned.Error);
    }

    [Fact]
    public void What_it_wrote_runs()
    {
        MakeData();
        CommandResult written = CommandLine.Run(folder.Path, "init", "first.yaml", "--data", "photos", "--show", "layers", "--minutes", "1");
        Assert.True(written.ExitCode == 0, written.Error);

        CommandResult swept = CommandLine.Run(folder.Path, "sweep", "first.yaml", "--set", "models[0].training.epochs=1");

        Assert.True(swept.ExitCode == 0, swept.Error);
        Assert.True(File.Exists(folder["reports/first/report.pdf"]));
    }

    [Fact]
    public void A_file_that_is_there_stays()
    {
        File.WriteAllText(folder["first.yaml"], "mine");

        CommandResult refused = CommandLine.Run(folder.Path, "init", "first.yaml", "--data", "digits", "--show", "data", "--minutes", "1");

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal("experiments: 'first.yaml' is there already and is not overwritten; name another file", refused.Error.Trim());
        Assert.Equal("mine", File.ReadAllText(folder["first.yaml"]));
    }

    [Theory]
    [InlineData("flowers.csv", "layers", "networks learn from images of at least two classes, and 'flowers.csv' has no images")]
    [InlineData("nowhere", "data", "there is no file or folder 'nowhere'")]
    [InlineData("notes.docx", "data", "is of type '.docx'; read are folders and .zip of images")]
    public void What_does_not_go_together_is_said_in_a_line_and_leaves_nothing(string data, string show, string expected)
    {
        MakeData();
        string target = folder["first.yaml"];
        string path = data == "nowhere" ? data : folder[data];

        Exception fault = Assert.ThrowsAny<MendableException>(() => InitCommand.Write(target, new InitAnswers(path, show, 1), new DataContext
        {
            CacheDirectory = folder["cache"],
        }));

        Assert.Contains(expected.Replace("flowers.csv", path, StringComparison.Ordinal), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void Without_a_terminal_nothing_is_asked()
    {
        CommandResult refused = CommandLine.Run(folder.Path, "init", "first.yaml", "--data", "digits");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("give --data, --show and --minutes", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_take_the_proposal_for_an_empty_line_and_ask_again_for_nonsense()
    {
        using StringWriter output = new();
        using StringReader input = new("nowhere\nblobs\nlayerz\nlayers\n0\n\n");

        InitAnswers answers = InitAnswers.Ask(null, null, null, input, output);

        Assert.Equal(new InitAnswers("blobs", "layers", 2), answers);
        Assert.Contains("got 'layerz', expected data, layers, models", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(new InitAnswers("digits", "models", 7), InitAnswers.Ask("digits", "models", 7, TextReader.Null, TextWriter.Null));
        Assert.Throws<SweepException>(() => InitAnswers.Ask("digits", null, 7, TextReader.Null, TextWriter.Null));
    }

    private void MakeData()
    {
        Random random = new(1);
        foreach (string name in new[] { "cats", "dogs" })
        {
            Directory.CreateDirectory(folder[$"photos/{name}"]);
            for (int i = 0; i < 40; i++)
            {
                using SKBitmap image = new(40, 30);
                image.Erase(new SKColor((byte)(name == "cats" ? 200 : 40), (byte)random.Next(256), (byte)random.Next(256)));
                using FileStream file = File.Create(folder[$"photos/{name}/{i}.png"]);
                image.Encode(file, SKEncodedImageFormat.Png, 100);
            }
        }

        string[] rows = [.. Enumerable.Range(0, 60).Select(i => $"{random.NextDouble():F3},{random.NextDouble():F3},{(i % 2 == 0 ? "a" : "b")}")];
        File.WriteAllLines(folder["flowers.csv"], ["width,height,Species", .. rows]);
        File.WriteAllLines(folder["plain.tsv"], ["width\theight", .. rows.Select(row => row[..^2].Replace(',', '\t'))]);
        File.WriteAllText(folder["notes.docx"], "text");
        float[] values = [.. Enumerable.Range(0, 180).Select(_ => random.NextSingle())];
        MatrixFile.Write(folder["matrix.npy"], new Matrix(values, 60, 3));
    }
}
