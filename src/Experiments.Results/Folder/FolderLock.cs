using System.Globalization;

namespace Experiments.Results.Folder;

/// <summary>
/// The right to write a sweep's folder, held by one process at a time: a lock of the system's on a file, with another beside it that says whose
/// it is. It ends with the process, however that ends, so files left behind lock nobody out.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly SweepPaths paths;
    private readonly FileStream held;

    private FolderLock(SweepPaths paths, FileStream held)
    {
        this.paths = paths;
        this.held = held;
    }

    /// <summary>Takes the folder, which is made when it is missing.</summary>
    /// <exception cref="SweepException">Another sweep holds it.</exception>
    public static FolderLock Take(SweepPaths paths)
    {
        Directory.CreateDirectory(paths.Root);
        FolderLock folder = Hold(paths);
        try
        {
            File.WriteAllText(paths.LockHolder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return folder;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            throw new IOException($"{paths.LockHolder} cannot be written: {fault.Message.Split(" : '")[0]}", fault);
        }
    }

    private static FolderLock Hold(SweepPaths paths)
    {
        try
        {
            return new FolderLock(paths,
                new FileStream(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException fault) when (File.Exists(paths.Lock) && File.Exists(paths.LockHolder))
        {
            string holder = File.ReadAllText(paths.LockHolder);
            throw new SweepException(
                $"'{paths.Root}' is being written by another sweep (process {holder}); wait for it, or give this one a folder of its own with "
                + $"--out.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (File.Exists(paths.LockHolder))
        {
            File.Delete(paths.LockHolder);
        }

        held.Dispose();
    }
}
