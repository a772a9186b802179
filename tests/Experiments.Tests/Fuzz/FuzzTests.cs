namespace Experiments.Tests.Fuzz;

/// <summary>Every reader refuses damaged files in one clear line; <c>./run.sh bench fuzz</c> tries many more.</summary>
public sealed class FuzzTests
{
    private const int Cases = 12_000;

    public static TheoryData<string> Readers => [.. FuzzReaders.All.Select(reader => reader.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Damaged_files_are_refused_in_one_line_or_read(string name)
    {
        FuzzReader reader = FuzzReaders.All.Single(candidate => candidate.Name == name);
        using FuzzRun run = new(reader, seed: 0);
        FuzzOutcome outcome = run.Run(0, FuzzReaders.Share(reader, FuzzReaders.All, Cases));
        Assert.True(outcome.Failures.Count == 0, string.Join('\n', outcome.Failures));
        Assert.InRange(outcome.Accepted, 0, outcome.Cases - 1);
    }

    [Fact]
    public void What_breaks_a_rule_is_told_with_its_case_and_kept()
    {
        FuzzReader broken = new("broken", [FuzzSeed.Text("a.txt", "good")], path => Assert.Equal("good", File.ReadAllText(path)));
        FuzzRun run = new(broken, seed: 3);
        FuzzOutcome outcome = run.Run(0, 200);
        run.Dispose();
        Assert.Equal(5, outcome.Failures.Count);
        Assert.Contains("--only broken --seed 3 --case 0", outcome.Failures[0], StringComparison.Ordinal);
        Assert.NotEqual("good", File.ReadAllText(Path.Combine(run.Folder, "case-0.txt")));
        Directory.Delete(run.Folder, recursive: true);
    }
}
