using System.CommandLine;
using Experiments.Cli;
using Experiments.Cli.Startup;
using Experiments.Reduction;

namespace Experiments.Tests.Cli;

/// <summary>--help of every command.</summary>
public class HelpTests
{
    public static TheoryData<string> Commands => [.. Paths(CommandTree.Root, string.Empty)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_has_examples_and_exit_codes_and_fits_a_page(string command)
    {
        string help = Help(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains("Exit codes:\n  0    done\n", help, StringComparison.Ordinal);
        Assert.Matches("(Examples|Commands)[^\n]*:\n", help);
        Assert.All(help.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
    }

    [Fact]
    public void A_sweep_has_an_exit_code_of_its_own()
    {
        Assert.Contains("  3    the sweep finished", Help("sweep"), StringComparison.Ordinal);
        Assert.Contains("  3    the sweep finished", Help(), StringComparison.Ordinal);
        Assert.DoesNotContain("  3    ", Help("embed"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reducer_beside_help_has_its_settings_explained()
    {
        foreach (ReducerDescriptor reducer in Catalog.Reducers.All)
        {
            string help = Help("embed", "--reducer", reducer.Kind);
            Assert.All(OptionSchema.Of(reducer.OptionsType), option =>
                Assert.Matches($"\n  {option.Name} +[^ ]+ +{option.Attribute.Description[..12]}", help));
        }

        Assert.Contains("how close points may come in the picture; less makes tighter\n", Help("embed", "--reducer", "umap"),
            StringComparison.Ordinal);
        Assert.DoesNotContain("how close", Help("embed"), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_notes_flow_and_commands_can_be_copied()
    {
        string fitted = HelpText.Fit("one two three\nfour five\n\nExamples:\n  experiments sweep a.yaml --out somewhere\n    short\n", 24);

        Assert.Equal("one two three four five\n\nExamples:\n  experiments sweep \\\n    a.yaml --out \\\n    somewhere\n    short\n", fitted);
    }

    [Theory]
    [InlineData("sweep a.yaml --jobs x", "--jobs: got 'x', expected an integer of at least 1")]
    [InlineData("sweep a.yaml --jobs 0", "--jobs: got '0', expected an integer of at least 1")]
    [InlineData("sweep a.yaml --jobs 9999999999", "--jobs: got '9999999999', expected an integer of at least 1")]
    [InlineData("embed --input a --output b --reducer pca --seed 1.5", "--seed: got '1.5', expected an integer")]
    [InlineData("evaluate --input a --embedding b --threads -2", "--threads: got '-2', expected an integer of at least 1")]
    public void A_number_that_is_none_is_said_in_a_line(string line, string expected) =>
        Assert.Equal(expected, Assert.Single(CommandTree.Root.Parse(line.Split(' ')).Errors).Message);

    [Fact]
    public void A_command_knows_its_path() =>
        Assert.Equal("experiments data fetch", CommandTree.PathOf(CommandTree.Root.Parse(["data", "fetch"]).CommandResult.Command));

    private static string Help(params string[] command)
    {
        StringWriter output = new();
        CommandTree.Root.Parse([.. command, "--help"]).Invoke(new InvocationConfiguration { Output = output });
        return output.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        [path, .. command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => Paths(sub, $"{path} {sub.Name}"))];
}
