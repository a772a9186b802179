using System.Globalization;

namespace Experiments.Tests.Killing;

/// <summary>
/// A sweep whose folder and cache lie on a disk too small for them: a memory disk in a mount namespace of its own, which needs Linux and, without the
/// rights of root, user namespaces. It must say so in a line and leave nothing half-written; once there is space, it must end as if nothing had been.
/// </summary>
internal sealed class FullDiskRun(Undisturbed expected)
{
    private const string DiskFull = "No space left on device";
    private const int NoMount = 77;
    private const string Script = """
        mount -t tmpfs -o size="$1" tmpfs disk || exit 77
        shift
        "$@" >first.out 2>first.err
        echo $? >first.code
        find disk -name '*.part' >first.left
        find disk -type f -size 0 ! -path 'disk/cache/.running/*' >>first.left
        mount -o remount,size=1g tmpfs disk
        "$@" || exit $?
        rm -rf after && cp -r disk/out after
        """;

    /// <summary>Whether such a disk can be had here.</summary>
    public bool IsPossible
    {
        get
        {
            if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/unshare"))
            {
                return false;
            }

            using SweepProcess process = Start("1m", ["true"]);
            return process.Wait() != NoMount && File.Exists(At("first.code"));
        }
    }

    /// <summary>Runs with a share of the space that an undisturbed run takes; what went wrong, or null.</summary>
    public string? Run(double share)
    {
        using SweepProcess process =
            Start(((long)(expected.Bytes * share)).ToString(CultureInfo.InvariantCulture), KilledSweep.CommandLine("disk/out", jobs: 2));
        int code = process.Wait();
        string firstCode = File.ReadAllText(At("first.code")).Trim();
        return firstCode != "1" || !IsOneLine(File.ReadAllLines(At("first.err")))
            ? $"on the full disk it ended with {firstCode}: {File.ReadAllText(At("first.err"))}"
            : File.ReadAllText(At("first.left")) is { Length: > 0 } left ? $"the full disk was left with {left}"
            : code != 0 ? $"with space again it ended with {code}: {process.Said}"
            : expected.Difference("after");
    }

    /// <summary>Whether, progress aside, it said in one line which file could not be written, and why.</summary>
    private bool IsOneLine(string[] lines) =>
        lines.Where(line => line.StartsWith("experiments: ", StringComparison.Ordinal)).ToArray() is [string line]
        && line.Contains(DiskFull, StringComparison.Ordinal) && line.Contains(At("disk"), StringComparison.Ordinal)
        && !lines.Any(other => other.StartsWith("   at ", StringComparison.Ordinal));

    private SweepProcess Start(string size, string[] command)
    {
        Directory.CreateDirectory(At("disk"));
        return expected.Sweep.Start(["unshare", "-rm", "bash", "-c", Script, "full-disk", size, .. command], Path.Combine("disk", "cache"));
    }

    private string At(string name) => Path.Combine(expected.Sweep.Root, name);
}
