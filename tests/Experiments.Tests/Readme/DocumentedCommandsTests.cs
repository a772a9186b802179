using Experiments.Cli.Startup;
using Experiments.Data.Formats;
using Experiments.Data.Tables;
using Experiments.Networks.Torch;
using Experiments.Tests.Cli;
using Experiments.Tests.Fuzz;
using Experiments.Tests.Killing;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Readme;

/// <summary>Every command line that README and docs show is understood, and the quick ones run.</summary>
public sealed class DocumentedCommandsTests : IDisposable
{
    /// <summary>Commands that run.sh or another program than the one under test answers.</summary>
    private static readonly string[] OfTheScript = ["test", "bench", "pack"];

    /// <summary>Commands that take a second and need nothing but small matrices.</summary>
    private static readonly string[] Quick = ["completion", "data list", "embed", "evaluate", "schema"];

    private readonly Cli.TemporaryFolder folder = new();

    public static TheoryData<string> Lines => [.. Documents.Files.SelectMany(file => CommandNotation.Lines(Documents.Text(file))).Distinct()];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Lines))]
    public void It_is_understood(string line)
    {
        foreach (string[] arguments in CommandNotation.Expand(line))
        {
            string[] errors = [.. (arguments switch
            {
                ["bench", "fuzz", .. string[] options] => FuzzCommand.Create().Parse(options).Errors,
                ["bench", "kill", .. string[] options] => KillCommand.Create().Parse(options).Errors,
                ["cache", "prune"] => CommandTree.Root.Parse([.. arguments, "--older-than", "30d"]).Errors,
                _ when OfTheScript.Contains(arguments[0]) => [],
                _ => CommandTree.Root.Parse(arguments).Errors,
            }).Select(error => error.Message)];
            Assert.True(errors.Length == 0, $"{string.Join(' ', arguments)}: {string.Join("; ", errors)}");
        }
    }

    [Fact]
    public void The_quick_ones_run()
    {
        MatrixFile.Write(folder["X.npy"], TestSamples.Groups(60, 5, 3));
        MatrixFile.Write(folder["Y.npy"], TestSamples.Normal(60, 2));
        MatrixFile.Write(folder["new.npy"], TestSamples.Normal(4, 5));
        NpyFile.Write(folder["y.npy"], Enumerable.Range(0, 60).Select(i => i % 3).ToArray(), 60);
        string[][] commands = [.. Lines.SelectMany(row => CommandNotation.Expand(row.Data))
            .Where(arguments => Quick.Any(quick => string.Join(' ', arguments).StartsWith(quick, StringComparison.Ordinal)))];
        Assert.True(commands.Length >= 5);
        foreach (string[] arguments in commands.DistinctBy(arguments => string.Join(' ', arguments)).OrderBy(Turn))
        {
            CommandResult result = CommandLine.Run(folder.Path, arguments);
            Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}");
        }
    }

    /// <summary>Pictures are scored before others take their names, and models read after they were written.</summary>
    private static int Turn(string[] arguments) => arguments[0] == "evaluate" ? 0 : arguments.Contains("--model") ? 2 : 1;

    [Theory]
    [InlineData("./run.sh report DIR [--pages …]        print again", "report reports/quickstart --pages findings")]
    [InlineData("./run.sh embed    --input X.npy [--set n_neighbors=30]… --json", "embed --input X.npy --set n_neighbors=30 --json")]
    [InlineData("./run.sh data list | fetch NAME   datasets", "data list;data fetch glyphs")]
    [InlineData("./run.sh explain a --image FILE | --sample N [--json]", "explain a --image file;explain a --sample 3 --json")]
    [InlineData("./run.sh export DIR --to sqlite|parquet", "export reports/quickstart --to sqlite;export reports/quickstart --to parquet")]
    [InlineData("./run.sh query a 'SELECT 1'   # why", "query a SELECT 1")]
    [InlineData("./run.sh schema | completion SHELL   help", "schema;completion bash")]
    public void A_notation_stands_for_command_lines(string line, string expected) =>
        Assert.Equal(expected, string.Join(';', CommandNotation.Expand(line).Select(arguments => string.Join(' ', arguments))));
}
