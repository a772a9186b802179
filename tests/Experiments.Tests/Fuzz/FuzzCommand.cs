using System.CommandLine;
using System.Globalization;

namespace Experiments.Tests.Fuzz;

/// <summary><c>fuzz</c>: every reader on many damaged files, with a table of what came of them; ends with 1 when a rule was broken.</summary>
internal static class FuzzCommand
{
    private static readonly Option<int> Cases = new("--cases") { Description = "damaged files in all", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> Seed = new("--seed") { Description = "another seed damages otherwise" };
    private static readonly Option<string?> Only =
        new("--only") { Description = $"readers to try, separated by commas: {string.Join(", ", FuzzReaders.All.Select(reader => reader.Name))}" };
    private static readonly Option<int?> Case = new("--case") { Description = "this one case alone, as a failure names it (with --only)" };

    public static Command Create()
    {
        RootCommand command =
            new("Feeds damaged files to every reader: each must be read, or refused in one clear line, at a bounded cost of memory.") { Cases, Seed,
                Only, Case };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string[] names = parsed.GetValue(Only)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (names.FirstOrDefault(name => FuzzReaders.All.All(reader => reader.Name != name)) is { } unknown)
        {
            Console.Error.WriteLine(
                $"bench fuzz: unknown reader '{unknown}'; there are {string.Join(", ", FuzzReaders.All.Select(reader => reader.Name))}");
            return 2;
        }

        FuzzReader[] readers = [.. FuzzReaders.All.Where(reader => names.Length == 0 || names.Contains(reader.Name))];
        List<FuzzOutcome> outcomes = [];
        foreach (FuzzReader reader in readers)
        {
            using FuzzRun run = new(reader, parsed.GetValue(Seed));
            // Should the process die of a case, its file is the newest in this folder.
            Console.Error.WriteLine($"{reader.Name}: {run.Folder}");
            outcomes.Add(parsed.GetValue(Case) is { } number
                ? run.Run(number, 1)
                : run.Run(0, FuzzReaders.Share(reader, readers, parsed.GetValue(Cases))));
            outcomes[^1].Failures.ToList().ForEach(Console.Error.WriteLine);
        }

        Print(outcomes);
        return outcomes.TrueForAll(outcome => outcome.Failures.Count == 0) ? 0 : 1;
    }

    private static void Print(List<FuzzOutcome> outcomes)
    {
        Console.Out.WriteLine(
            $"{"reader",-18} {"cases",8} {"accepted",9} {"refused",8} {"slowest ms",11} {"most MiB",9} {"crashes",8} {"seconds",8}");
        FuzzOutcome all = new("all", outcomes.Sum(o => o.Cases), outcomes.Sum(o => o.Accepted), outcomes.Sum(o => o.Seconds),
            outcomes.Max(o => o.SlowestSeconds), outcomes.Max(o => o.MostBytes), [.. outcomes.SelectMany(o => o.Failures)]);
        foreach (FuzzOutcome o in outcomes.Append(all))
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{o.Reader,-18} {o.Cases,8} {o.Accepted,9} {o.Cases - o.Accepted - o.Failures.Count,8} {1000 * o.SlowestSeconds,11:0} "
                + $"{o.MostBytes / 1048576.0,9:0.0} {o.Failures.Count,8} {o.Seconds,8:0.0}"));
        }
    }
}
