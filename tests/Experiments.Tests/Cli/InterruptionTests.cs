using System.Diagnostics;
using Experiments.Data.Formats;
using Experiments.Tests.Killing;
using Experiments.Tests.Reports;

namespace Experiments.Tests.Cli;

/// <summary>Signals end every command, with the exit code that the README states.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("QUIT", 131)]
    public void A_command_that_computes_is_stopped(string signal, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals by kill");
        Assert.SkipWhen(signal == "HUP" && HangupsAreIgnored(), "these tests were started by nohup, which the program respects");
        Random random = new(1);
        NpyFile.Write(folder["x.npy"], (float[])[.. Enumerable.Range(0, 4000 * 50).Select(_ => random.NextSingle())], 4000, 50);
        using SweepProcess process = Start("embed", "--input", "x.npy", "--reducer", "tsne", "--set", "n_iter=100000", "--output", "y.npy");
        Assert.Equal(code, Signalled(process, signal, TimeSpan.FromSeconds(2)));
        Assert.Equal(["x.npy"], Directory.GetFiles(folder.Path).Select(file => Path.GetFileName(file)));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_command_that_prints_or_waits_is_stopped(string signal, int code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes by mkfifo");
        new SyntheticSweep { Layers = ["penultimate"], Seeds = 1 }.Write(folder["out"]);
        Process.Start("mkfifo", [folder["report.pdf"]])!.WaitForExit();

        // Nobody reads the pipe: the report is composed, then waits for ever.
        using SweepProcess process = Start("report", "out", "--pages", "leaderboard", "--output", "report.pdf");
        Assert.Equal(code, Signalled(process, signal, TimeSpan.FromSeconds(3)));
    }

    private static bool HangupsAreIgnored() => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status")
        .Any(line => line.StartsWith("SigIgn:", StringComparison.Ordinal) && Convert.ToInt32(line[^1..], 16) % 2 == 1);

    private SweepProcess Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "experiments.dll"), .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new SweepProcess(Process.Start(start)!);
    }

    private static int Signalled(SweepProcess process, string signal, TimeSpan after)
    {
        Assert.False(process.EndsWithin(after), "it was to run on");
        process.Signal(signal);
        Assert.True(process.EndsWithin(TimeSpan.FromMinutes(1)), "the signal was to end it");
        return process.ExitCode;
    }
}
