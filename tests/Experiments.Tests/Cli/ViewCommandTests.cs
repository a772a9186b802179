using Experiments.Tests.Reports;
using Experiments.Tests.Viewer;

namespace Experiments.Tests.Cli;

public sealed class ViewCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ViewCommandTests() => new SyntheticSweep { Layers = ["penultimate"], Samples = 60, Seeds = 1 }.Write(folder["out"]);

    private string Page => Path.Combine(folder["out"], "report.html");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Report_writes_the_page_in_the_words_and_colours_of_the_printed_one_and_view_prints_its_path()
    {
        CommandResult missing = CommandLine.Run(folder.Path, "view", "out");
        Assert.Equal((1, "experiments: 'out' has no report.html; experiments report out writes it"), (missing.ExitCode, missing.Error.Trim()));

        CommandResult report = CommandLine.Run(folder.Path, "report", "out");
        Assert.True(report.ExitCode == 0, report.Error);
        Assert.Contains($"html: {Page} (", report.Output, StringComparison.Ordinal);
        ViewerFile page = new(Page);
        Assert.NotEmpty(page["answers"]);
        Assert.NotEmpty(page["findings"]);
        Assert.Equal("#026efe", (string)page.Dataset["classes"]![0]!["color"]!);
        Assert.Equal(("report.pdf", "out"), ((string)page.Head["pdf"]!, (string)page.Head["folder"]!));

        CommandResult view = CommandLine.Run(folder.Path, "view", "out");
        Assert.Equal((0, Page), (view.ExitCode, view.Output.Trim()));
        Assert.Equal(1, CommandLine.Run(folder.Path, "view", "nowhere").ExitCode);
    }

    [Fact]
    public void The_page_is_written_where_and_of_as_many_samples_as_is_asked()
    {
        Assert.Equal(0, CommandLine.Run(folder.Path, "report", "out", "--no-html").ExitCode);
        Assert.Equal(0, CommandLine.Run(folder.Path, "report", "out", "--output", "other.pdf").ExitCode);
        Assert.False(File.Exists(Page));
        CommandResult some = CommandLine.Run(folder.Path, "report", "out", "--html", "some.html", "--html-points", "20");
        Assert.Contains(" MB, 20 of 60 samples)", some.Output, StringComparison.Ordinal);
        Assert.Equal(20, (int)new ViewerFile(folder["some.html"]).Dataset["samples"]!);
        Assert.Equal(2, CommandLine.Run(folder.Path, "report", "out", "--no-html", "--html-points", "20").ExitCode);
    }

    [Fact]
    public void A_page_of_somebody_elses_is_not_replaced()
    {
        File.WriteAllText(Page, "mine");
        CommandResult report = CommandLine.Run(folder.Path, "report", "out");
        Assert.Equal(1, report.ExitCode);
        Assert.Contains("report.html': not written by this program here", report.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Page));
    }
}
