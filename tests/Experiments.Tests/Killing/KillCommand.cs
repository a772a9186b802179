using System.CommandLine;
using System.Globalization;

namespace Experiments.Tests.Killing;

/// <summary><c>kill</c>: <see cref="KillHarness"/> as often as wanted.</summary>
internal static class KillCommand
{
    private static readonly Option<int> Kills = new("--kills") { Description = "kills in all", DefaultValueFactory = _ => 200 };
    private static readonly Option<long> Seed = new("--seed") { Description = "fixes the moments, as shares of a whole run, and the damage", DefaultValueFactory = _ => 0 };

    public static RootCommand Create()
    {
        RootCommand command = new("Kills a sweep at random moments, damages its cache, and compares what it ends with to an undisturbed run.") { Kills, Seed };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed.GetValue(Kills), parsed.GetValue(Seed), cancellation)));
        return command;
    }

    private static int Run(int kills, long seed, CancellationToken cancellation)
    {
        string root = Directory.CreateTempSubdirectory("kill-").FullName;
        KillHarness harness = new(root, seed, Console.Out);
        string? fault = harness.Run(kills, cancellation);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{harness.Kills} kills, {harness.Damages} damaged artifacts, {harness.Agreements} sweeps finished afterwards with the results of an undisturbed run"));
        if (fault is not null)
        {
            Console.Error.WriteLine($"bench kill: {fault}");
            return 1;
        }

        Directory.Delete(root, recursive: true);
        return 0;
    }
}
