using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Experiments.Benchmarks;

/// <summary><c>peers</c>: us and every installed rival on the same files, one process at a time, in turn.</summary>
internal static class PeersCommand
{
    private static readonly Option<string?> Data =
        new("--data") { Description = "folder with mnist/ (default: EXPERIMENTS_DATA; generated clusters without)" };
    private static readonly Option<int?> Samples = new("--samples") { Description = "use the first N samples only" };
    private static readonly Option<int> Runs =
        new("--runs") { Description = "runs of every side, in turn; medians are printed", DefaultValueFactory = _ => 3 };
    private static readonly Option<bool> Large = new("--large") { Description = "the 70,000-sample jobs too" };
    private static readonly Option<string?> Only =
        new("--only") { Description = $"jobs to run, separated by commas: {string.Join(", ", Contest.All.Select(contest => contest.Name))}" };
    private static readonly Option<string?> MarkdownFile = new("--markdown") { Description = "also write the table to this file as Markdown" };

    public static Command Create()
    {
        Command command = new("peers", "Side by side with the libraries installed here: seconds, memory, quality, ratios.") { Data, Samples, Runs,
            Large, Only, MarkdownFile };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string[] names = parsed.GetValue(Only)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (names.FirstOrDefault(name => Contest.All.All(contest => contest.Name != name)) is { } unknown)
        {
            Console.Error.WriteLine(
                $"bench peers: unknown job '{unknown}'; there are {string.Join(", ", Contest.All.Select(contest => contest.Name))}");
            return 2;
        }

        Contest[] contests =
            [.. Contest.All.Where(contest => names.Length > 0 ? names.Contains(contest.Name) : !contest.IsLarge || parsed.GetValue(Large))];
        Sides sides = new();
        string machine = string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, "
            + $"{DateTime.UtcNow:yyyy-MM-dd}");
        Console.Out.WriteLine(
            $"{machine}\npeers: {(sides.Present.Length > 0 ? sides.Present : "none")}; not installed: "
            + $"{(sides.Missing.Count > 0 ? string.Join(", ", sides.Missing) : "none")}");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bench-");
        try
        {
            List<Standing> standings = Compare(contests, sides, parsed, folder.FullName);
            Console.Out.WriteLine(StandingTable.Plain(standings));
            if (parsed.GetValue(MarkdownFile) is { } path)
            {
                File.WriteAllText(path, $"{machine}; {sides.Present}.\n\n{StandingTable.Markdown(standings)}\n");
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<Standing> Compare(Contest[] contests, Sides sides, ParseResult parsed, string folder)
    {
        string? data = parsed.GetValue(Data)
            ?? (Environment.GetEnvironmentVariable("EXPERIMENTS_DATA") is { Length: > 0 } variable ? variable : null);
        List<Standing> standings = [];
        foreach (IGrouping<bool, Contest> size in contests.GroupBy(contest => contest.IsLarge))
        {
            BenchmarkInputs inputs = BenchmarkInputs.Prepare(data, size.Key, parsed.GetValue(Samples), folder);
            foreach (Contest contest in size)
            {
                standings.AddRange(Hold(contest, inputs, sides.Of(contest), parsed.GetValue(Runs), folder));
            }
        }

        return standings;
    }

    /// <summary>Every side in turn, as often as asked; a side that fails once takes no further part.</summary>
    private static IEnumerable<Standing> Hold(Contest contest, BenchmarkInputs inputs, IReadOnlyList<Side> sides, int runs, string folder)
    {
        List<Measurement>[] measured = [.. sides.Select(_ => new List<Measurement>())];
        for (int run = 0; run < runs; run++)
        {
            for (int i = 0; i < sides.Count; i++)
            {
                string output = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{contest.Name}-{i}-{run}.npy"));
                if (measured[i].Count == run && sides[i].Run(inputs, output, Environment.ProcessorCount, run) is { } measurement)
                {
                    measured[i].Add(measurement);
                    Console.Error.WriteLine(
                        string.Create(CultureInfo.InvariantCulture,
                            $"{contest.Title}: {sides[i].Title}, run {run + 1}: {measurement.Seconds:0.00} s"));
                }
            }
        }

        return [.. sides.Select((side, i) => (side, runs: measured[i])).Where(pair => pair.runs.Count > 0)
            .Select(pair => Standing.Of(contest, inputs, pair.side, measured[0], pair.runs))];
    }
}
