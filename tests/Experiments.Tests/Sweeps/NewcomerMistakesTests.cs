using System.Text;
using Experiments.Cli;
using Experiments.Data;
using Experiments.Networks.Layers;
using Experiments.Reduction;
using Experiments.Reports.SweepReport;
using Experiments.Results;
using Experiments.Sweeps.Options;
using Experiments.Sweeps.Planning;
using Experiments.Tests.Schema;

namespace Experiments.Tests.Sweeps;

/// <summary>Files with the mistakes that newcomers make, and the lines they read; each must be plain without a manual.</summary>
public class NewcomerMistakesTests
{
    /// <summary>What only the data, or the network as a whole, can tell: these files satisfy the schema.</summary>
    private static readonly string[] BeyondTheSchema =
    [
        "dataset-file-missing", "dataset-folder-missing", "duplicate-layer-name", "labels-missing", "last-layer-has-activation",
        "last-layer-is-not-classes", "layer-name-too-long",
        "layers-missing", "min-dist-above-spread", "more-samples-than-there-are", "neighbors-too-many", "no-flatten", "perplexity-too-large",
        "too-few-classes", "too-many-pools", "unknown-layer-name",
    ];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Fixtures", "mistakes");

    public static TheoryData<string> Names => [.. Files().Select(file => Path.GetFileNameWithoutExtension(file))];

    /// <summary>All messages. Read a difference as a newcomer would before you accept it.</summary>
    [Fact]
    public void Messages_are_as_approved()
    {
        StringBuilder received = new();
        foreach (string file in Files())
        {
            received.Append(Path.GetFileName(file)).Append('\n');
            foreach (string line in Problems(file).Split('\n'))
            {
                received.Append("  ")
                    .Append(WithoutLists(line.Replace(file, string.Empty).Replace(Folder, "DATA").Replace(Directory.GetCurrentDirectory(), "HERE")
                        .Replace('\\', '/').TrimStart(':'))).Append('\n');
            }
        }

        Approval.Here.Check("tests/Experiments.Tests/Fixtures/mistakes/messages.txt", received.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_said_in_few_lines_with_its_place(string name)
    {
        string[] lines = Problems(Path.Combine(Folder, name + ".yaml")).Split('\n');

        Assert.InRange(lines.Length, 1, 2);
        Assert.All(lines, line => Assert.Matches(@"\.yaml:\d+:\d+: .{15}", line));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_editor_marks_what_the_program_refuses(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, name + ".yaml"));

        Assert.Equal(BeyondTheSchema.Contains(name), IsYaml(text) && SchemaReferee.Accepts(text));
    }

    [Fact]
    public void Quoted_numbers_are_numbers() =>
        Assert.Equal(1, Load(Path.Combine(Folder, "accepted", "quoted-numbers.yaml")).TrialCount);

    [Fact]
    public void Words_are_taken_in_any_case()
    {
        SweepPlan plan = Load(Path.Combine(Folder, "accepted", "any-case.yaml"));

        Assert.Equal(("glyphs", "pixels", "umap"),
            (plan.Datasets[0].Info.Kind, plan.Models[0].Entry.Kind, plan.Trials[0].Reducer.Descriptor.Kind));
        Assert.Equal(("cosine", true), (plan.Trials[0].Reducer.Parameters["metric"], plan.Trials[0].Reducer.Parameters["densmap"]));
        Assert.Equal(("letter", TimeSpan.FromMinutes(10)), (plan.Config.Report.Paper, plan.Config.TimeLimit));
        Assert.Equal(["trustworthiness"], plan.Config.Metrics.Select(metric => metric.Descriptor.Name));
    }

    [Theory]
    [InlineData("10%", "; write 0.1")]
    [InlineData("12.5 %", "; write 0.125")]
    [InlineData("1,000", "; write 1000")]
    [InlineData("60,000,000", "; write 60000000")]
    [InlineData("1_000", "; write 1000")]
    [InlineData("0,5", "; write 0.5")]
    [InlineData("0,001", "; write 0.001")]
    [InlineData("yes", "; write true")]
    [InlineData("False", "; write false")]
    [InlineData("many", "")]
    [InlineData("1,2,3", "")]
    [InlineData(",", "")]
    [InlineData("%", "")]
    public void Numbers_in_another_dress_are_recognised(string written, string hint) => Assert.Equal(hint, NumberHint.Of(written));

    private static bool IsYaml(string text)
    {
        try
        {
            return YamlJson.Read(text) is not null;
        }
        catch (Exception fault) when (fault is YamlDotNet.Core.YamlException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Files() => Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal);

    private static string Problems(string file) => Assert.Throws<SweepException>(() => Load(file)).Message;

    private static SweepPlan Load(string file) =>
        SweepLoader.Load(file, [], Catalog.Sweeps,
            new DataContext { DataDirectory = Folder, CacheDirectory = Path.GetTempPath(), AllowDownload = false });

    /// <summary>A new dataset, reducer, layer or page is no reason to read all of this again.</summary>
    private static string WithoutLists(string line) => line
        .Replace(string.Join(", ", Catalog.Datasets.All.Select(kind => kind.Kind)), "(the datasets)")
        .Replace(string.Join(", ", Catalog.Reducers.All.Select(kind => kind.Kind)), "(the reducers)")
        .Replace(string.Join(", ", LayerKinds.Words), "(the layers)")
        .Replace(string.Join(", ", StandardMetrics.All.Select(metric => metric.Name)), "(the metrics)")
        .Replace(string.Join(", ", ReportRenderer.PageTitles), "(the pages)");
}
