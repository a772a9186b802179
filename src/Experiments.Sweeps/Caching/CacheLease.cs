using System.Globalization;

namespace Experiments.Sweeps;

/// <summary>
/// Says that a sweep runs on a cache: a file that its process holds locked, and that counts for nothing once the process is gone, however it ended. What
/// was used since the first of the running sweeps began is in use.
/// </summary>
internal sealed class CacheLease : IDisposable
{
    private const string Folder = ".running";
    private readonly FileStream held;

    private CacheLease(FileStream held) => this.held = held;

    /// <summary>Says so; null where the cache cannot be written, and a sweep can only read it.</summary>
    public static CacheLease? Take(string root)
    {
        string folder = Path.Combine(root, Folder);
        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}.{Environment.ProcessId}.{Guid.NewGuid():N}"));
        try
        {
            Directory.CreateDirectory(folder);
            CacheLease lease = new(new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            File.SetLastWriteTimeUtc(lease.held.SafeFileHandle, DateTime.UtcNow);
            return lease;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>When the first of the sweeps that run on the cache began; null when none runs. What killed ones left is removed.</summary>
    public static DateTime? FirstOf(string root)
    {
        string folder = Path.Combine(root, Folder);
        DateTime? first = null;
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            DateTime begun = File.GetLastWriteTimeUtc(file);
            if (IsHeld(file))
            {
                first = first < begun ? first : begun;
            }
        }

        return first;
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    private static bool IsHeld(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
