using System.Text;
using Experiments.Cli;
using Experiments.Cli.Display;
using Experiments.Reports;
using Experiments.Results.Records;
using Experiments.Tests.Reports;
using Spectre.Console;
using LiveDisplay = Experiments.Cli.Display.LiveDisplay;

namespace Experiments.Tests.Cli.Screens;

/// <summary>What a sweep shows while it runs and when it ends, on terminals of several widths and where there is none.</summary>
public sealed class TerminalScreensTests
{
    private const int Height = 24;
    private static readonly string[] Findings =
    [
        "Keeping neighbourhoods, pixels · input: t-SNE has the highest trustworthiness at k = 15, 0.892 (one run). It is ahead of "
            + "PaCMAP at 0.884, UMAP at 0.857 and PCA at 0.856. The lead over PaCMAP is 0.008, on one seed.",
        "Separating classes, cnn · penultimate: PCA has the highest silhouette, −0.057 (deterministic: run once).",
        "Do the metrics agree, pixels · input: They do not: t-SNE comes first on trustworthiness at k = 15, kNN preservation at k = 15 and "
            + "silhouette; PCA comes first on continuity at k = 15; UMAP comes first on neighbourhood hit at k = 15. Which picture is best "
            + "depends on what it is for.",
        "From layer to layer: The best neighbourhood hit at k = 15 improves from 0.324 at input with UMAP to 0.403 at penultimate with UMAP, by way "
            + "of 0.368 at pool2: the model gathers what belongs together.",
        "Accuracy of cnn on photos: It classifies 46.67 % of the held-out samples correctly (log-loss 1.105). The weights are those of epoch 8 of 8; "
            + "epochs were compared on 10 % of train, held out.",
        "Time: The median embedding took 0.12 s with PCA.",
        "Variance in two dimensions: The first two principal components hold 42 % of the variance.",
    ];

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void The_live_screen_is_as_approved(int width)
    {
        using VirtualTerminal terminal = new(width);
        IAnsiConsole console = Open(terminal, width);
        ManualClock clock = new();
        SweepView view = new("tables", clock);
        StringBuilder moments = new();

        console.Live(view).AutoClear(true).Start(context => new SweepStory(new LiveDisplay(view, console), clock, moment =>
        {
            context.Refresh();
            moments.Append($"--- {moment}\n{terminal.Screen}");
            Assert.InRange(LinesOf(terminal), 1, Height);
            Assert.False(terminal.IsCursorShown);
        }).Tell());

        Assert.Equal(0, terminal.Wrapped);
        Assert.True(terminal.IsCursorShown);
        moments.Append($"--- when it has ended\n{terminal.Screen}");
        Approval.Here.Check($"tests/Experiments.Tests/Fixtures/terminal/live-{width}.txt", moments.ToString());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void The_summary_fits_a_screen_and_is_as_approved(int width)
    {
        IReadOnlyList<string> lines = Summary(width, Height - 1);

        Assert.InRange(lines.Count, 10, Height - 1);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.Equal(5, lines.Count(line => line.Length > 4 && char.IsAsciiDigit(line[2]) && line[3] == '.'));
        Approval.Here.Check($"tests/Experiments.Tests/Fixtures/terminal/summary-{width}.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public void The_summary_in_a_pipe_has_five_findings_whole()
    {
        IReadOnlyList<string> lines = Summary(100, int.MaxValue);

        Assert.DoesNotContain(lines, line => line.Contains('…', StringComparison.Ordinal));
        Approval.Here.Check("tests/Experiments.Tests/Fixtures/terminal/summary-piped.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public void Plain_lines_are_as_approved()
    {
        using StringWriter log = new();
        ManualClock clock = new();
        LineDisplay display = new(log, clock);

        new SweepStory(display, clock, _ => { }).Tell();

        Assert.DoesNotContain('\e', log.ToString());
        Assert.All(log.ToString().TrimEnd().Split('\n'), line => Assert.Matches("^08:3[0-9]:[0-5][0-9] ", line));
        Approval.Here.Check("tests/Experiments.Tests/Fixtures/terminal/plain.txt", log.ToString());
    }

    [Theory]
    [InlineData(false, "xterm-256color", null, true)]
    [InlineData(false, null, null, true)]
    [InlineData(false, "xterm", "false", true)]
    [InlineData(true, "xterm-256color", null, false)]
    [InlineData(false, "dumb", null, false)]
    [InlineData(false, "xterm-256color", "true", false)]
    public void Lines_are_drawn_anew_only_where_somebody_looks(bool isRedirected, string? term, string? server, bool expected) => Assert.Equal(
        expected,
        Terminal.IsSteerable(isRedirected, name => name == "TERM" ? term : name == "CI" ? server : throw new ArgumentException(name)));

    [Fact]
    public void What_is_said_meanwhile_stands_above_the_screen_which_is_gone_at_the_end()
    {
        using VirtualTerminal terminal = new(80);
        TextWriter before = Console.Error;

        int result = LiveTerminal.Draw(Open(terminal, 80), new SweepView("sweep", TimeProvider.System), () =>
        {
            Console.Error.WriteLine("downloading train-images: 1.0 of 9.9 MB");
            Console.Error.WriteLine("a name with \u001b[2J in it");
            return 7;
        });

        Assert.Equal(7, result);
        Assert.Same(before, Console.Error);
        Assert.True(terminal.IsCursorShown);
        Assert.Equal("downloading train-images: 1.0 of 9.9 MB\na name with \\u001b[2J in it\n", terminal.Screen);
    }

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly ten", 11, "exactly ten")]
    [InlineData("beginning, middle and end", 11, "begin…d end")]
    [InlineData("写真の写真", 7, "写…真")]
    public void Long_labels_lose_their_middle(string text, int cells, string expected) => Assert.Equal(expected, CellText.Fit(text, cells));

    /// <summary>80 columns: 77 cells, a bar of 12, of which 1/12 is one cell and 8 %.</summary>
    [Theory]
    [InlineData(1 / 12.0, 1, "8 %")]
    [InlineData(0.999, 11, "99 %")]
    [InlineData(1, 12, "100 %")]
    public void A_bar_shows_the_share_that_is_done(double fraction, int full, string percent)
    {
        string line = string.Concat(new BarRows(80, unicode: false, TimeSpan.Zero).Row("train", fraction, Style.Plain).Select(part => part.Text));

        Assert.Equal((77, full, 12 - full), (line.Length, line.Count(c => c == '#'), line.Count(c => c == '-')));
        Assert.EndsWith($" {percent}", line, StringComparison.Ordinal);
    }

    private static IAnsiConsole Open(VirtualTerminal terminal, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(terminal),
        });
        (console.Profile.Width, console.Profile.Height, console.Profile.Capabilities.Unicode) = (width, Height, true);
        return console;
    }

    /// <summary>The lines of the screen without what was said above it.</summary>
    private static int LinesOf(VirtualTerminal terminal) =>
        terminal.Screen.TrimEnd('\n').Split('\n').SkipWhile(line => !line.StartsWith("tables ", StringComparison.Ordinal)).Count();

    private static IReadOnlyList<string> Summary(int width, int height)
    {
        SweepResults results = new SyntheticSweep
        {
            Name = "tables",
            Datasets = 7,
            Layers = ["penultimate"],
            Outcome = i => (i == 3 ? TrialStatus.Failed : i == 9 ? TrialStatus.Pending : TrialStatus.Done, i == 3 ? "no memory" : null),
        }.Results();
        RenderedReport report = new("/home/somebody/experiments/reports/tables/report.pdf", 38, Findings);
        return SweepSummary.Of(results, report, null, "/home/somebody/experiments/reports/tables/results.csv", width, height);
    }
}
