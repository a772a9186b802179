using System.Diagnostics;
using Experiments.Cli;
using Experiments.Cli.Completion;
using Experiments.Cli.Startup;
using Experiments.Data.Registry;
using Experiments.Reports.SweepReport;

namespace Experiments.Tests.Cli;

/// <summary>What Tab offers.</summary>
public class SuggestionsTests
{
    [Theory]
    [InlineData("sw", "sweep")]
    [InlineData("sweep --d", "--data --dry-run --detach")]
    [InlineData("sweep a.yaml --dry-run --d", "--data --detach")]
    [InlineData("sweep a.yaml --set seeds=1 --se", "--set")]
    [InlineData("sweep --jobs ", "")]
    [InlineData("embed --reducer u", "umap umap_supervised")]
    [InlineData("embed --reducer umap --set n_", "n_components= n_neighbors= n_epochs=")]
    [InlineData("embed --set n_", "")]
    [InlineData("embed --reducer umap --set n_neighbors=", "")]
    [InlineData("embed --reducer umap --set init=", "init=spectral init=pca init=random")]
    [InlineData("embed --reducer umap --set n_epochs=a", "n_epochs=auto")]
    [InlineData("embed --input ", "")]
    [InlineData("report --paper ", "a4 letter")]
    [InlineData("report x --pages Sc", "scree")]
    [InlineData("report x --pages scree,at", "scree,atlas")]
    [InlineData("data fetch gly", "glyphs")]
    [InlineData("data fetch glyphs --set train_si", "train_size=")]
    [InlineData("cache ", "size list prune")]
    [InlineData("cache list --sort s", "size seconds")]
    [InlineData("cache prune --d", "--dry-run")]
    [InlineData("completion ", "bash zsh fish powershell")]
    [InlineData("suggest", "")]
    [InlineData("no-such-command ", "")]
    public void Words_that_may_stand_there_are_offered(string line, string expected) =>
        Assert.Equal(expected, string.Join(' ', For(line)));

    [Fact]
    public void Every_command_is_offered_and_told_apart_from_files()
    {
        Assert.Equal(CommandTree.Root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name), For(""));
        Assert.Empty(For("sweep "));
        Assert.Equal(StandardDatasets.Create().All.Select(kind => kind.Kind), For("data describe "));
        Assert.Equal(Catalog.Reducers.All.Select(kind => kind.Kind), For("embed --reducer "));
        Assert.Contains("--input", For("embed "));
    }

    [Fact]
    public void Every_page_that_is_offered_is_one_that_a_report_takes() =>
        Assert.Equal(PageRegistry.All, PageRegistry.Choose([.. For("report x --pages ")]));

    [Fact]
    public void A_suggestion_says_what_it_means() =>
        Assert.Contains(Suggestions.For(CommandTree.Root, ["embed", "--reducer", ""]), suggestion => suggestion is { Text: "tsne", Detail: "t-SNE" });

    [Theory]
    [InlineData("./run.sh embed --reducer umap --set init=s", "spectral")]
    [InlineData("experiments sweep --dr", "--dry-run")]
    [InlineData("./run.sh sweep ", "")]
    [InlineData("elsewhere/run.sh sw", "")]
    public void Bash_fills_in_the_line(string line, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/bin/bash"), "needs bash");
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["elsewhere"]);
        File.WriteAllText(folder["run.sh"], string.Empty);
        File.WriteAllText(Path.Combine(folder["elsewhere"], "run.sh"), string.Empty);
        File.WriteAllText(folder["completion.bash"],
            CompletionCommand.Script("bash", Path.Combine(AppContext.BaseDirectory, "experiments.dll"), folder["run.sh"]));
        string program = line.Split(' ')[0];
        string script = $"source completion.bash; COMP_LINE='{line}'; COMP_POINT={line.Length}; _experiments {program}; echo \"${{COMPREPLY[*]}}\"";
        ProcessStartInfo start = new("/bin/bash", ["--norc", "-c", script]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true };
        using Process bash = Process.Start(start)!;

        Assert.Equal(expected, bash.StandardOutput.ReadToEnd().Trim());
    }

    [Theory]
    [InlineData("bash", "program='/it'\\''s/experiments.dll'")]
    [InlineData("zsh", "program='/it'\\''s/experiments.dll'")]
    [InlineData("fish", "dotnet '/it\\'s/experiments.dll' suggest")]
    [InlineData("powershell", "dotnet '/it''s/experiments.dll' suggest")]
    public void A_script_quotes_the_program_as_its_shell_does(string shell, string expected)
    {
        string script = CompletionCommand.Script(shell, "/it's/experiments.dll", "/it's/run.sh");

        Assert.Contains(expected, script, StringComparison.Ordinal);
        Assert.DoesNotContain('@', script.Replace("(@Q)", "").Replace("$@", "").Replace("@(", "").Replace("[@]", ""));
    }

    private static IEnumerable<string> For(string line) => Suggestions.For(CommandTree.Root, line.Split(' ')).Select(suggestion => suggestion.Text);
}
