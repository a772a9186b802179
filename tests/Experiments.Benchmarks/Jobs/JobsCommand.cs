using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Experiments.Benchmarks;

/// <summary><c>jobs</c>: the same sweeps with one job and with several, in turn, each from an empty cache.</summary>
internal static class JobsCommand
{
    private static readonly Option<int> Jobs =
        new("--jobs") { Description = "stages side by side, held against one at a time", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<int> Pairs =
        new("--pairs") { Description = "runs with one job and with several, in turn", DefaultValueFactory = _ => 5 };
    private static readonly Option<string?> Only =
        new("--only") { Description = $"one of {string.Join(", ", TimedSweep.All.Select(sweep => sweep.Name))}" };

    public static Command Create()
    {
        Command command = new("jobs", "What stages side by side gain: seconds of the trials alone, in a process that is warm.") { Jobs, Pairs, Only };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TimedSweep[] sweeps = [.. TimedSweep.All.Where(sweep => (parsed.GetValue(Only) ?? sweep.Name) == sweep.Name)];
        if (sweeps.Length == 0)
        {
            Console.Error.WriteLine(
                $"bench jobs: no sweep '{parsed.GetValue(Only)}'; there are {string.Join(", ", TimedSweep.All.Select(sweep => sweep.Name))}");
            return 2;
        }

        Console.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}"));
        foreach (TimedSweep sweep in sweeps)
        {
            Compare(sweep, parsed.GetValue(Jobs), parsed.GetValue(Pairs), cancellation);
        }

        return 0;
    }

    /// <summary>One run to warm up, then pairs; other work on the machine hits both sides of a pair alike, and the best of each side least.</summary>
    private static void Compare(TimedSweep sweep, int jobs, int pairs, CancellationToken cancellation)
    {
        Console.Out.WriteLine($"{sweep.Name}: {sweep.Title}");
        sweep.Run(jobs, cancellation);
        List<(double One, double Several)> runs = [];
        for (int i = 0; i < pairs; i++)
        {
            runs.Add((sweep.Run(1, cancellation), sweep.Run(jobs, cancellation)));
            (double alone, double together) = runs[^1];
            Say($"  pair {i + 1}: 1 job {alone:0.00} s, {jobs} jobs {together:0.00} s, {alone / together:0.00} times as fast");
        }

        double[] ratios = [.. runs.Select(run => run.One / run.Several).Order()];
        (double one, double several) = (runs.Min(run => run.One), runs.Min(run => run.Several));
        Say($"  median of pairs {ratios[ratios.Length / 2]:0.00} times as fast");
        Say($"  best of each side {one:0.00} s and {several:0.00} s, {one / several:0.00} times");
    }

    private static void Say(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
