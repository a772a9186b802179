using System.CommandLine;
using System.Globalization;
using Experiments.Reduction;

namespace Experiments.Tests.Killing;

/// <summary>
/// <c>kill</c>: <see cref="KillHarness"/> as often as wanted, <see cref="KilledCommands"/> and <see cref="DeletedFolders"/> as often as said, then
/// <see cref="TwoSweeps"/> and <see cref="FullDiskRun"/>.
/// </summary>
internal static class KillCommand
{
    private static readonly Option<int> Kills = new("--kills") { Description = "kills in all", DefaultValueFactory = _ => 200 };
    private static readonly Option<long> Seed =
        new("--seed") { Description = "fixes the moments, as shares of a whole run, and the damage", DefaultValueFactory = _ => 0 };
    private static readonly Option<int> FullDisks =
        new("--full-disks") { Description = "disks of random sizes that a sweep runs full (Linux)", DefaultValueFactory = _ => 10 };

    private static readonly Option<int> Commands =
        new("--commands") { Description = "kills of exports, report, compare, explain and cache prune", DefaultValueFactory = _ => 80 };
    private static readonly Option<int> Deletions =
        new("--deletions") { Description = "sweeps whose cache or folder is deleted while they run", DefaultValueFactory = _ => 40 };

    public static RootCommand Create()
    {
        RootCommand command =
            new("Kills a sweep, damages its cache, runs two at once, fills its disk, and compares what it ends with to an undisturbed run.")
        {
            Kills, Commands, Deletions, Seed, FullDisks,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(
            Run(parsed.GetValue(Kills), parsed.GetValue(Seed), (parsed.GetValue(Commands), parsed.GetValue(Deletions), parsed.GetValue(FullDisks)),
                cancellation)));
        return command;
    }

    private static int Run(int kills, long seed, (int Commands, int Deletions, int Disks) others, CancellationToken cancellation)
    {
        string root = Directory.CreateTempSubdirectory("kill-").FullName;
        Undisturbed expected = Undisturbed.In(root);
        KillHarness harness = new(expected, seed, Console.Out);
        string? fault = harness.Run(kills, cancellation);
        Tell(harness);
        if ((fault ?? KillCommands(expected, seed, others.Commands) ?? Delete(expected, seed, others.Deletions)
            ?? Others(expected, seed, others.Disks)) is { } wrong)
        {
            Console.Error.WriteLine($"bench kill: {wrong}");
            return 1;
        }

        Directory.Delete(root, recursive: true);
        return 0;
    }

    private static void Tell(KillHarness harness)
    {
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{harness.Kills} kills, {harness.Damages} damaged artifacts, {harness.Agreements} sweeps finished afterwards with the results of an "
                + $"undisturbed run"));
        Console.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"{harness.Caught} kills struck between the writing of something and its renaming; left unfinished:"));
        foreach ((string kind, int count) in harness.LeftUnfinished.OrderByDescending(pair => pair.Value))
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,4}  {kind}"));
        }
    }

    private static string? KillCommands(Undisturbed expected, long seed, int kills)
    {
        KilledCommands commands = new(expected, seed);
        while (commands.Kills < kills)
        {
            if (commands.Run(KilledCommands.Names) is { } fault)
            {
                return fault;
            }
        }

        Console.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"{commands.Kills} kills of {string.Join(", ", KilledCommands.Names)}: no file torn or lost, the next run whole"));
        return null;
    }

    private static string? Delete(Undisturbed expected, long seed, int deletions)
    {
        DeletedFolders deleted = new(expected, seed);
        while (deleted.Deletions < deletions)
        {
            if ((deleted.Cache() ?? deleted.Results()) is { } fault)
            {
                return fault;
            }
        }

        Console.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"{deleted.Deletions} caches and folders of running sweeps deleted: all trials there, folders whole or missed in a line"));
        return null;
    }

    private static string? Others(Undisturbed expected, long seed, int disks)
    {
        TwoSweeps two = new(expected);
        if ((two.OnOneFolder() ?? two.OnOneCache()) is { } fault)
        {
            return fault;
        }

        Console.Out.WriteLine("two sweeps on one folder: the second was refused in a line, the first ended well; on one cache: both ended well");
        FullDiskRun full = new(expected);
        bool isPossible = disks > 0 && full.IsPossible;
        CounterRandom random = new(seed, "disks");
        for (int disk = 0; disk < disks && isPossible; disk++)
        {
            double share = 0.03 + (0.9 * random.Uniform(0, disk));
            if (full.Run(share) is { } wrong)
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"disk {disk}, with {share:0.00} of the space needed: {wrong}; kept in {expected.Sweep.Root}");
            }
        }

        Console.Out.WriteLine(disks == 0 ? "no disk was filled" : isPossible
            ? string.Create(CultureInfo.InvariantCulture,
                $"{disks} full disks: each was said in a line that names the file, left nothing unfinished, and with space the results were the same")
            : "no disk was filled: this machine lets nobody mount one");
        return null;
    }
}
