using System.CommandLine;
using Experiments.Cli.Startup;

namespace Experiments.Tests.Cli;

/// <summary>A misspelt word of a command line is answered with the one that was meant, and nothing else.</summary>
public sealed class CommandLineMistakesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("sweep a.yaml --job 2", "unknown option '--job' (did you mean '--jobs'?)")]
    [InlineData("sweep --jbos=2 a.yaml", "unknown option '--jbos' (did you mean '--jobs'?)")]
    [InlineData("sweep a.yaml -j 2", "unknown option '-j'")]
    [InlineData("compare a b --papper a4", "unknown option '--papper' (did you mean '--paper'?)")]
    [InlineData("explain a --sampel 3", "unknown option '--sampel' (did you mean '--sample'?)")]
    [InlineData("embed --imput x.npy", "unknown option '--imput' (did you mean '--input'?)")]
    [InlineData("--jobs 2 sweep a.yaml", "the option '--jobs' stands before its command; write it behind")]
    [InlineData("sweeep a.yaml", "unknown command 'sweeep' (did you mean 'sweep'?)")]
    [InlineData("data lst", "unknown command 'lst' (did you mean 'list'?)")]
    [InlineData("cache frobnicate", "unknown command 'frobnicate'; there are size, list, prune")]
    [InlineData("report a --palette okabeito",
        "--palette: got 'okabeito', expected one of default, okabe-ito, tableau10, tol-muted, grey (did you mean 'okabe-ito'?)")]
    [InlineData("report a --paper lettre", "--paper: got 'lettre', expected one of a4, letter (did you mean 'letter'?)")]
    [InlineData("report a --figures b --figures-format pgn", "--figures-format: got 'pgn', expected one of png, svg, pdf (did you mean 'png'?)")]
    [InlineData("export a --to sqllite", "--to: got 'sqllite', expected one of sqlite, parquet, mlflow, projector (did you mean 'sqlite'?)")]
    [InlineData("query a b --format jsn", "--format: got 'jsn', expected one of table, csv, json (did you mean 'json'?)")]
    [InlineData("cache list --sort siez", "--sort: got 'siez', expected one of used, size, seconds (did you mean 'size'?)")]
    [InlineData("completion bsh", "shell: got 'bsh', expected one of bash, zsh, fish, powershell (did you mean 'bash'?)")]
    [InlineData("sweep a.yaml --memory 8", "--memory: got '8', expected a number with its unit, as in 8GB, 500MB or 8GiB")]
    [InlineData("sweep a.yaml --memory 0G", "--memory: got '0G', expected a number with its unit, as in 8GB, 500MB or 8GiB")]
    public void A_mistake_is_one_line_with_the_word_that_was_meant(string line, string expected) =>
        Assert.Equal([expected], CommandLineMistakes.Of(CommandTree.Root.Parse(line.Split(' '))));

    [Theory]
    [InlineData("report a --paper Letter", "--paper", "letter")]
    [InlineData("export a --to SQLite", "--to", "sqlite")]
    [InlineData("query a b --format CSV", "--format", "csv")]
    [InlineData("sweep a.yaml --memory 8G", "--memory", 8_000_000_000)]
    [InlineData("sweep a.yaml --memory 8gib", "--memory", 8L << 30)]
    [InlineData("cache prune --max-size 500m", "--max-size", 500_000_000)]
    public void Words_and_units_are_taken_in_any_case(string line, string option, object expected)
    {
        ParseResult parsed = CommandTree.Root.Parse(line.Split(' '));

        Assert.Empty(CommandLineMistakes.Of(parsed));
        object? value = expected is string ? parsed.GetValue<string>(option) : parsed.GetValue<long?>(option);
        Assert.Equal(expected is string ? expected : Convert.ToInt64(expected), value);
    }

    [Theory]
    [InlineData("sweep -- --job")]
    [InlineData("query a", "-- a comment\nSELECT 1")]
    [InlineData("embed --input x.npy --reducer pca --output y.npy --seed -1")]
    [InlineData("compare a b --fail-if", "trustworthiness@15 < baseline - 0.005")]
    public void Names_behind_dashes_numbers_and_sentences_are_no_options(string line, string? last = null) =>
        Assert.Empty(CommandLineMistakes.Of(CommandTree.Root.Parse([.. line.Split(' '), .. last is null ? Array.Empty<string>() : [last]])));

    /// <summary>In the process itself: a misspelt option would have been taken for the name of a file.</summary>
    [Fact]
    public void A_misspelt_option_ends_with_2_and_says_where_help_is()
    {
        CommandResult run = CommandLine.Run(folder.Path, "sweep", "a.yaml", "--job", "2");

        Assert.Equal((2, "experiments: unknown option '--job' (did you mean '--jobs'?)\nexperiments: see 'experiments sweep --help'\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public void A_folder_that_no_file_system_takes_is_refused_in_a_dry_run()
    {
        File.WriteAllText(folder["s.yaml"], "{name: s, datasets: [{kind: blobs, samples: 20}], reducers: [pca], metrics: {neighbors: [3]}}");

        CommandResult run = CommandLine.Run(folder.Path, "sweep", "s.yaml", "--dry-run", "--out", Path.Combine("there", new string('o', 256)));

        Assert.Equal((1, $"experiments: --out: the folder's name '{new string('o', 40)}…' takes 256 bytes, expected at most 255; shorten it\n"),
            (run.ExitCode, run.Error));
    }
}
