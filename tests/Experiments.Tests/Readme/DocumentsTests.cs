using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Experiments.Cli;
using Experiments.Cli.Startup;
using Experiments.Data;
using Experiments.Reports.SweepReport;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Schema;
using Experiments.Tests.Sweeps;

namespace Experiments.Tests.Readme;

/// <summary>README and docs name what the program offers, and nothing that is not there.</summary>
public sealed partial class DocumentsTests
{
    public static TheoryData<string> Documents =>
        ["README.md", "CONTRIBUTING.md", .. Directory.GetFiles(InRoot("docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}").Order()];

    [Fact]
    public void The_readme_is_read_in_three_minutes() => Assert.InRange(File.ReadAllLines(InRoot("README.md")).Length, 40, 150);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_lead_to_files_and_headings_that_exist(string document)
    {
        string folder = Path.GetDirectoryName(InRoot(document))!;
        IEnumerable<string> links = Links().Matches(Text(document)).Select(match => match.Groups[1].Value);
        foreach (string link in links.Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            string[] parts = link.Split('#');
            string target = parts[0].Length == 0 ? InRoot(document) : Path.Combine(folder, parts[0]);
            Assert.True(Path.Exists(target), $"{document} links to {link}");
            Assert.True(parts.Length == 1 || Anchors(File.ReadAllText(target)).Contains(parts[1]), $"{document} links to {link}: no such heading");
        }
    }

    [Fact]
    public void Every_option_of_a_sweep_file_stands_in_its_reference_with_its_default()
    {
        string text = Text("docs/sweep-file.md");
        IEnumerable<Regex> rows = Options(JsonNode.Parse(SweepSchema.Write(Catalog.Sweeps))!.AsObject(), string.Empty);
        string[] missing = [.. rows.Where(row => !row.IsMatch(text)).Select(row => $"{row}").Distinct()];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Pages_stand_in_the_order_of_the_report() =>
        Assert.Equal(ReportRenderer.PageTitles, Titles().Matches(Text("docs/report-pages.md")).Select(match => match.Groups[1].Value));

    [Fact]
    public void Every_command_and_option_is_described()
    {
        string text = Text("docs/commands.md");
        foreach (Command command in Visible(CommandTree.Root).Where(command => command.Subcommands.Count == 0))
        {
            Assert.Contains($"`{command.Name}", text, StringComparison.Ordinal);
            string[] options = [.. command.Options.Select(option => option.Name).Where(name => name != "--help")];
            Assert.All(options, option => Assert.True(text.Contains(option, StringComparison.Ordinal), $"{option} of {command.Name} is missing"));
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/sweep-file.md")]
    public void Whole_sweeps_load(string document)
    {
        using Reports.TemporaryFolder folder = new();
        string[] sweeps = [.. Yaml().Matches(Text(document)).Select(match => match.Groups[1].Value)
            .Where(yaml => yaml.Contains("datasets:", StringComparison.Ordinal) && yaml.Contains("reducers:", StringComparison.Ordinal))];
        Assert.NotEmpty(sweeps);
        foreach (string yaml in sweeps)
        {
            string file = Path.Combine(folder.Path, "sweep.yaml");
            File.WriteAllText(file, yaml.Replace("kind: mnist", "kind: glyphs", StringComparison.Ordinal));
            SweepPlan plan = SweepLoader.Load(file, [], Catalog.Sweeps, new DataContext { CacheDirectory = folder.Path, AllowDownload = false });
            Assert.Empty(plan.Warnings);
            Assert.True(plan.TrialCount > 1);
        }
    }

    /// <summary>For every property of the schema that has a description, the row of a table that says the same.</summary>
    private static IEnumerable<Regex> Options(JsonNode node, string name)
    {
        if (node is JsonArray items)
        {
            return items.OfType<JsonNode>().SelectMany(item => Options(item, name));
        }

        if (node is not JsonObject schema)
        {
            return [];
        }

        IEnumerable<Regex> below = schema.Where(pair => pair.Key != "properties" && pair.Value is not null)
            .SelectMany(pair => Options(pair.Value!, string.Empty));
        IEnumerable<Regex> inside = (schema["properties"] as JsonObject ?? []).SelectMany(pair => Options(pair.Value!, pair.Key));
        Regex[] own = name.Length > 0 && schema["description"] is JsonValue description ? [Row(name, $"{description}", schema["default"])] : [];
        return [.. own, .. inside, .. below];
    }

    private static Regex Row(string name, string description, JsonNode? value)
    {
        string shown = value switch
        {
            null => ".*",
            JsonValue text when text.TryGetValue(out string? plain) => $"`{Regex.Escape(plain)}`",
            JsonArray list => $"`{Regex.Escape($"[{string.Join(", ", list.Select(item => item!.ToJsonString()))}]")}`",
            _ => ".*",
        };
        return new Regex($"(?m)^\\|.* `{Regex.Escape(name)}` \\| {Regex.Escape(description.Replace('|', '/'))} \\| .* \\| {shown} \\|$");
    }

    private static IEnumerable<Command> Visible(Command command) =>
        command.Subcommands.Where(below => !below.Hidden).SelectMany(below => Visible(below).Prepend(below));

    /// <summary>Returns the names by which links reach the headings of a text: lower case, spaces as dashes, no punctuation.</summary>
    private static HashSet<string> Anchors(string text) =>
        [.. Headings().Matches(text).Select(match => match.Groups[1].Value.Trim().ToLowerInvariant())
            .Select(heading => NoPartOfAnchors().Replace(heading, string.Empty).Replace(' ', '-'))];

    private static string Text(string document) => File.ReadAllText(InRoot(document)).ReplaceLineEndings("\n");

    private static string InRoot(string path) => Path.Combine(ConfigsTests.Root(), path);

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex("(?m)^#+ (.+)$")]
    private static partial Regex Headings();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NoPartOfAnchors();

    [GeneratedRegex(@"(?m)^\| ([A-Z][^|]*?) \| [^|]+ \| [^|]+ \| [^|]+ \| `\w+Page` \|$")]
    private static partial Regex Titles();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
