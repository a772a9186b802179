using System.Globalization;
using System.Text;
using Experiments.Reduction.Saving;

namespace Experiments.Sweeps.Caching;

/// <summary>
/// Says that a process writes to a cache, and whether it runs a sweep on it: a file with a random name that the process holds locked and touches
/// every few seconds, and that counts for nothing once the process is gone, however it ended. Locks tell who lives on this machine, in whatever
/// container; of another machine, which may share the folder but not its locks, the touches tell. What was used since the first of the running
/// sweeps began is in use.
/// </summary>
internal sealed class CacheLease : IDisposable
{
    private const string Folder = ".running";
    private const string OfSweep = ".sweep";
    private const string BootId = "/proc/sys/kernel/random/boot_id";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);
    private static readonly string Machine = File.Exists(BootId) ? File.ReadAllText(BootId).Trim() : string.Empty;

    private readonly FileStream held;
    private readonly Timer heart;

    private CacheLease(string id, FileStream held)
    {
        Id = id;
        this.held = held;
        held.Write(Encoding.UTF8.GetBytes($"{DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)} {Machine}"));
        held.Flush();
        heart = new Timer(_ => Touch(), null, Beat, Beat);
    }

    /// <summary>32 hexadecimal digits that no other lease has.</summary>
    public string Id { get; }

    /// <summary>Takes one; null where the cache cannot be written, and can only be read.</summary>
    public static CacheLease? Take(string root, bool isSweep)
    {
        string id = Guid.NewGuid().ToString("N");
        string file = Path.Combine(root, Folder, isSweep ? id + OfSweep : id);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return new CacheLease(id, new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1, FileOptions.DeleteOnClose));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Tells whether the process that took a lease is alive; null where there is no such lease.</summary>
    public static bool? IsAlive(string root, string id) =>
        new[] { id, id + OfSweep }.Select(name => Path.Combine(root, Folder, name)).FirstOrDefault(File.Exists) is { } file
        ? Read(file) is not null : null;

    /// <summary>
    /// Returns the time when the first of the sweeps that run on the cache began; null when none runs. Leases that killed processes left are
    /// removed.
    /// </summary>
    public static DateTime? FirstOf(string root)
    {
        string folder = Path.Combine(root, Folder);
        DateTime? first = null;
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            if (Read(file) is not { } begun)
            {
                File.Delete(file);
            }
            else if (file.EndsWith(OfSweep, StringComparison.Ordinal))
            {
                first = first < begun ? first : begun;
            }
        }

        return first;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        heart.Dispose();
        held.Dispose();
    }

    /// <summary>Returns the time when a living lease was taken; null for one of a process that is gone.</summary>
    private static DateTime? Read(string file)
    {
        bool isHeld = IsHeld(file);
        try
        {
            string[] content = FileRetry.Run(() => File.ReadAllText(file)).Split(' ');
            DateTime begun = long.TryParse(content[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
                && ticks <= DateTime.MaxValue.Ticks
                ? new DateTime(ticks, DateTimeKind.Utc) : File.GetLastWriteTimeUtc(file);
            bool isOfOthers = Machine.Length == 0 || content.Length < 2 || content[1] != Machine;
            return isHeld || (isOfOthers && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) < Silence) ? begun : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return isHeld && File.Exists(file) ? DateTime.MinValue : null;
        }
    }

    private static bool IsHeld(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1).Dispose();
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private void Touch()
    {
        try
        {
            File.SetLastWriteTimeUtc(held.SafeFileHandle, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The next beat may do better.
        }
    }
}
