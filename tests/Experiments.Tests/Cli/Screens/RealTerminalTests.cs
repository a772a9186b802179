using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Experiments.Tests.Cli.Screens;

/// <summary>The program itself in a terminal of 80 columns and 24 lines, as <c>script</c> gives it one.</summary>
public sealed partial class RealTerminalTests : IDisposable
{
    private const int Width = 80;
    private readonly TemporaryFolder folder = new();

    public RealTerminalTests() => File.WriteAllText(folder["s.yaml"], """
        name: s
        datasets: [{kind: blobs, name: first, samples: 60}, {kind: moons, name: second, samples: 60}]
        reducers: [{kind: pca}, {kind: tsne, perplexity: [5, 10]}]
        metrics: {neighbors: [5]}
        """);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_sweep_leaves_its_summary_on_an_otherwise_empty_screen()
    {
        using VirtualTerminal terminal = new(Width);
        string written = Sweep("xterm-256color", string.Empty);
        terminal.Write(written);

        Assert.Contains("\e[", written, StringComparison.Ordinal);
        Assert.Equal(0, terminal.Wrapped);
        Assert.True(terminal.IsCursorShown);
        string[] lines = terminal.Screen.TrimEnd('\n').Split('\n');
        Assert.Equal("s: 6 trials, 6 done, 0 failed, 0 left", lines[0]);
        Assert.Equal(["best by trustworthiness@5", "  first ", "  second"], lines[1..4].Select((line, i) => i == 0 ? line : line[..8]));
        Assert.InRange(lines.Length, 10, 23);
        Assert.StartsWith("results: ", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dumb", "")]
    [InlineData("xterm-256color", "CI=true ")]
    public void A_terminal_that_only_prints_and_a_build_server_get_lines_with_the_time(string term, string environment)
    {
        string[] lines = Sweep(term, environment).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

        Assert.DoesNotContain(lines, line => line.Contains('\e', StringComparison.Ordinal));
        string[] log = [.. lines.TakeWhile(line => !line.StartsWith("s: 6 trials", StringComparison.Ordinal))];
        Assert.InRange(log.Length, 10, 60);
        Assert.All(log, line => Assert.Matches(TimedLine(), line));
        Assert.EndsWith(" printing the report", log[^1], StringComparison.Ordinal);
    }

    [GeneratedRegex("^[0-2][0-9]:[0-5][0-9]:[0-5][0-9] (note: |printing |\\[[0-6]/6\\] |6 trials in )")]
    private static partial Regex TimedLine();

    /// <summary>What .NET itself greets and leaves a terminal with.</summary>
    [GeneratedRegex("\e\\[\\?1[hl]\e[=>]")]
    private static partial Regex KeypadModes();

    private string Sweep(string term, string environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "a terminal is made by util-linux' script");
        string program = Path.Combine(AppContext.BaseDirectory, "experiments.dll");
        ProcessStartInfo start = new("script",
            ["-qec", $"stty cols {Width} rows 24 -onlcr; {environment}TERM={term} dotnet '{program}' sweep s.yaml", "/dev/null"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (string variable in new[] { "EXPERIMENTS_DATA", "EXPERIMENTS_CACHE", "CI" })
        {
            start.Environment[variable] = string.Empty;
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return KeypadModes().Replace(output, string.Empty);
    }
}
