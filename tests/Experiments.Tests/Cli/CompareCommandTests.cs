using System.Text.Json.Nodes;
using Experiments.Results.Records;
using Experiments.Tests.Reports;
using Experiments.Tests.Viewer;

namespace Experiments.Tests.Cli;

public sealed class CompareCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CompareCommandTests()
    {
        SyntheticSweep small = ComparisonSweeps.Baseline with { Layers = ["penultimate"], Samples = 60 };
        small.Write(folder["base"]);
        (small with { Name = "longer", Shift = ComparisonSweeps.Longer.Shift, Configuration = ComparisonSweeps.Yaml("longer", 20) })
            .Write(folder["longer"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Two_sweeps_make_a_report_a_table_and_json_and_the_findings_are_printed()
    {
        CommandResult run = Compare("base", "longer");
        Assert.True(run.ExitCode == 0, run.Error);
        string output = Path.Combine("reports", "compare-base-longer");
        Assert.Contains("longer: models[cnn].training.epochs 5 \u2192 20", run.Output, StringComparison.Ordinal);
        Assert.Contains("of 5 matched settings, 5 better", run.Output, StringComparison.Ordinal);
        Assert.Matches($@"comparison: .*{output}.comparison\.pdf \(\d+ pages\)", run.Output);
        Assert.All(new[] { "comparison.pdf", "comparison.html", "comparison.csv", "comparison.json" },
            file => Assert.True(new FileInfo(Path.Combine(folder[output], file)).Length > 0, file));
    }

    [Fact]
    public void Pictures_of_the_same_samples_are_linked_in_the_page_unless_none_is_wanted()
    {
        Assert.Equal(0, Compare("base", "longer", "--out", "out").ExitCode);
        ViewerFile page = new(Path.Combine(folder["out"], "comparison.html"));

        Assert.Equal("comparison", (string)page.Head["kind"]!);
        Assert.Single(page["datasets"]);
        Assert.Equal(["base", "longer"], page["pictures"].Select(picture => (string)picture["sweep"]!).Distinct());
        Assert.All(page["layers"], layer => Assert.Equal(0, (int)layer["dataset"]!));
        Assert.Equal(page["pictures"].Length, page["pictures"].Select(picture => (string)picture["id"]!).Distinct().Count());

        Assert.Equal(0, Compare("base", "longer", "--out", "plain", "--no-html").ExitCode);
        Assert.False(File.Exists(Path.Combine(folder["plain"], "comparison.html")));
    }

    [Fact]
    public void Json_goes_to_standard_output_alone()
    {
        CommandResult run = Compare("base", "longer", "--out", "out", "--paper", "letter", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("base", (string?)JsonNode.Parse(run.Output)!["baseline"]);
        Assert.Equal(File.ReadAllText(Path.Combine(folder["out"], "comparison.json")), run.Output.TrimEnd('\r', '\n'));
    }

    [Fact]
    public void A_broken_rule_ends_with_4_and_names_every_offending_setting()
    {
        CommandResult run = Compare("longer", "base", "--out", "out", "--fail-if", "trustworthiness@15 < baseline - 0.005");
        Assert.Equal(4, run.ExitCode);
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("experiments: trustworthiness@15 < baseline - 0.005: base: ", line, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(folder["out"], "comparison.pdf")));
        Assert.Equal(0, Compare("base", "longer", "--fail-if", "trustworthiness@15 < baseline - 0.005").ExitCode);
    }

    [Fact]
    public void A_limit_gates_the_last_sweep_and_a_name_that_is_none_gets_the_nearest()
    {
        CommandResult run = Compare("base", "longer", "--out", "out", "--fail-if", "trustworthiness@15 <= 1");
        Assert.Equal(4, run.ExitCode);
        Assert.Equal(5, run.Error.Split("experiments: trustworthiness@15 <= 1: longer: ").Length - 1);
        CommandResult misspelt = Compare("base", "longer", "--out", "out", "--fail-if", "trustworthines@15 < 0.95");
        Assert.Equal(1, misspelt.ExitCode);
        Assert.Contains("did you mean 'trustworthiness@15'?", misspelt.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_folder_is_a_mistake_of_usage()
    {
        CommandResult run = Compare("base");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("at least two folders of sweeps, got 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_folder_that_cannot_be_compared_is_named_at_once()
    {
        Directory.CreateDirectory(folder["empty"]);
        string json = File.ReadAllText(Path.Combine(folder["base"], "results.json"));
        Directory.CreateDirectory(folder["newer"]);
        File.WriteAllText(Path.Combine(folder["newer"], "results.json"), "{\"format_version\": 3, \"everything\": \"else\"}");
        CommandResult run = Compare("base", "empty", "newer", "longer", "base/", "--out", "out");
        Assert.Equal(1, run.ExitCode);
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains(lines, line => line.Contains("'base' is given twice", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("empty' holds no results of a sweep", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("has format version 3, this program reads versions 1 to 2", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder["out"]));
        Assert.Equal(json, File.ReadAllText(Path.Combine(folder["base"], "results.json")));
    }

    [Fact]
    public void An_unfinished_sweep_is_compared_and_said_to_be_so()
    {
        (ComparisonSweeps.Smaller with { Layers = ["penultimate"], Outcome = i => i < 9 ? (TrialStatus.Done, null) : (TrialStatus.Pending, null) })
            .Write(folder["half"]);
        CommandResult run = Compare("base", "half");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("smaller is not finished: 3 of 12 trials have not run", run.Output, StringComparison.Ordinal);
    }

    private CommandResult Compare(params string[] arguments) => CommandLine.Run(folder.Path, ["compare", .. arguments]);
}
