namespace Experiments.Reduction;

/// <summary>Writes files that are either complete under their final name or not there at all.</summary>
public static class AtomicFile
{
    private const string Unfinished = ".part";
    private static readonly TimeSpan LongestRename = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Calls <paramref name="write"/> on a uniquely named temporary in the same folder (made when missing), flushes it to disk and
    /// renames it over <paramref name="path"/>; the temporary is removed when anything fails. Inside a folder that is unfinished itself (its name ends
    /// in ".part") nothing is flushed: whoever finishes the folder sees to that.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written (a full disk, no permission); the message names it and says why.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, static (stream, body) => body(stream));

    /// <summary>The same with a state that is handed through, which may be a span.</summary>
    public static void Write<TState>(string path, TState state, Action<Stream, TState> write)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        string? temporary = null;
        try
        {
            string draft = temporary = TemporaryFor(path);
            using (FileStream stream = FileRetry.Run(() => new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16)))
            {
                write(stream, state);
                stream.Flush(flushToDisk: !IsInDraft(temporary));
            }

            FileRetry.Run(() => Rename(draft, path));
            temporary = null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be written: {Why(fault)}", fault);
        }
        finally
        {
            if (temporary is not null)
            {
                File.Delete(temporary);
            }
        }
    }

    /// <summary>Removes what killed processes left of files in a folder and those below it: temporaries that nobody writes any more.</summary>
    public static void RemoveAbandoned(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, $".*{Unfinished}", SearchOption.AllDirectories))
        {
            // A temporary is locked while it is written, and renamed right after.
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > LongestRename && !IsHeld(file))
            {
                File.Delete(file);
            }
        }
    }

    private static bool IsHeld(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static bool Rename(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        return true;
    }

    private static bool IsInDraft(string file) =>
        Path.GetDirectoryName(file)!.Contains($"{Unfinished}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        || Path.GetDirectoryName(file)!.EndsWith(Unfinished, StringComparison.Ordinal);

    /// <summary>What the system says, without the name of the temporary.</summary>
    private static string Why(Exception fault) => fault.Message.Split(" : '")[0];

    /// <summary>A unique name beside <paramref name="path"/> that ends in ".part"; the folder exists afterwards.</summary>
    public static string TemporaryFor(string path)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}{Unfinished}");
    }
}
