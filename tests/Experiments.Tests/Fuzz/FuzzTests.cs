using System.Globalization;

namespace Experiments.Tests.Fuzz;

/// <summary>
/// Every reader refuses damaged files in one clear line. EXPERIMENTS_FUZZ_CASES is the number of cases over all readers ("run.sh bench fuzz"
/// sets it), EXPERIMENTS_FUZZ_SEED chooses others, EXPERIMENTS_FUZZ_ONE=reader:case runs a single one again.
/// </summary>
public sealed class FuzzTests(FuzzSummary summary) : IClassFixture<FuzzSummary>
{
    private const int CasesInSuite = 30_000;

    public static TheoryData<string> Readers => [.. FuzzReaders.All.Select(reader => reader.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Damaged_files_are_refused_in_one_line_or_read(string name)
    {
        FuzzReader reader = FuzzReaders.All.Single(candidate => candidate.Name == name);
        string[]? one = Environment.GetEnvironmentVariable("EXPERIMENTS_FUZZ_ONE")?.Split(':');
        Assert.SkipWhen(one is not null && one[0] != name, "another reader is asked for");
        int number = one is null ? 0 : int.Parse(one[1], CultureInfo.InvariantCulture);
        using FuzzRun run = new(reader, Setting("EXPERIMENTS_FUZZ_SEED", 0));
        FuzzOutcome outcome = run.Run(number, one is null ? Cases(reader) : 1);
        summary.Add(outcome);
        Assert.True(outcome.Failures.Count == 0, string.Join('\n', outcome.Failures));
    }

    private static int Cases(FuzzReader reader) => (int)Math.Ceiling(
        Setting("EXPERIMENTS_FUZZ_CASES", CasesInSuite) * reader.Weight / FuzzReaders.All.Sum(other => other.Weight));

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : otherwise;
}

/// <summary>Prints a table of what was done when a number of cases was asked for.</summary>
public sealed class FuzzSummary : IDisposable
{
    private readonly List<FuzzOutcome> outcomes = [];
    private readonly bool prints = Environment.GetEnvironmentVariable("EXPERIMENTS_FUZZ_CASES") is { Length: > 0 };

    internal void Add(FuzzOutcome outcome)
    {
        outcomes.Add(outcome);
        if (prints)
        {
            Console.Error.WriteLine(Row(outcome));
        }
    }

    public void Dispose()
    {
        if (!prints)
        {
            return;
        }

        Console.Out.WriteLine($"{"reader",-18} {"cases",8} {"accepted",9} {"refused",8} {"seconds",8} {"worst MB",9}");
        foreach (FuzzOutcome outcome in outcomes)
        {
            Console.Out.WriteLine(Row(outcome));
        }

        Console.Out.WriteLine(Row(new FuzzOutcome("all", outcomes.Sum(o => o.Cases), outcomes.Sum(o => o.Accepted), outcomes.Sum(o => o.Seconds),
            outcomes.Select(o => o.WorstAllocation).DefaultIfEmpty().Max(), [])));
    }

    private static string Row(FuzzOutcome o) => string.Create(
        CultureInfo.InvariantCulture, $"{o.Reader,-18} {o.Cases,8} {o.Accepted,9} {o.Cases - o.Accepted,8} {o.Seconds,8:0.0} {o.WorstAllocation / 1e6,9:0.0}");
}
