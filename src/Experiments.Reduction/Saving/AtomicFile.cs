using System.Buffers;

namespace Experiments.Reduction.Saving;

/// <summary>
/// Writes files that are either complete under their final name or not there at all. Symbolic links are followed, not replaced; devices and pipes,
/// which hold nothing, are written to.
/// </summary>
internal static class AtomicFile
{
    private const string Unfinished = ".part";
    private const int MarkLength = 32;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>The longest wait for a rename. On Windows, a file cannot be renamed while somebody has it open.</summary>
    private static readonly TimeSpan LongestRename = OperatingSystem.IsWindows() ? TimeSpan.FromMinutes(1) : TimeSpan.Zero;

    /// <summary>
    /// Calls <paramref name="write"/> on a uniquely named temporary in the same folder (made when missing), flushes it to disk and renames it over
    /// <paramref name="path"/>; the temporary is removed when anything fails, and so are those that killed processes left of the same file. Inside a
    /// folder that is unfinished itself (its name ends in ".part") nothing is flushed: whoever finishes the folder sees to that.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written (a full disk, no permission); the message names it and says why.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, static (stream, body) => body(stream));

    /// <summary>Writes a file with a state that is handed through, which may be a span.</summary>
    public static void Write<TState>(string path, TState state, Action<Stream, TState> write)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            if (FilePlace.IsChannel(path))
            {
                using FileStream channel = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                write(channel, state);
                return;
            }

            string place = FilePlace.Real(path);
            Replace(place, state, write);
            RemoveAbandoned(Path.GetDirectoryName(place)!, name => name == Path.GetFileName(place));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be written: {Why(fault)}", fault);
        }
    }

    /// <summary>
    /// Removes what killed processes left of files in a folder (not in those below it): temporaries that nobody writes any more, of files whose
    /// names are <paramref name="isMeant"/>.
    /// </summary>
    public static void RemoveAbandoned(string folder, Func<string, bool> isMeant)
    {
        ArgumentNullException.ThrowIfNull(isMeant);
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder, $".*{Unfinished}") : [])
        {
            if (NameOf(Path.GetFileName(file)) is { } name && isMeant(name) && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) >= LongestRename)
            {
                RemoveUnlessHeld(file);
            }
        }
    }

    /// <summary>A unique name beside <paramref name="path"/> that ends in ".part"; the folder exists afterwards.</summary>
    public static string TemporaryFor(string path)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}{Unfinished}");
    }

    private static void Replace<TState>(string place, TState state, Action<Stream, TState> write)
        where TState : allows ref struct
    {
        (string temporary, FileStream stream) = FileRetry.Run(() => Create(place));
        bool isDone = false;
        try
        {
            using (stream)
            {
                write(stream, state);
                stream.Flush(flushToDisk: !IsInDraft(temporary));
                if (!OperatingSystem.IsWindows())
                {
                    // Held until it has its name: a temporary that nobody holds is nobody's.
                    FileRetry.Rename(() => File.Move(temporary, place, overwrite: true));
                    isDone = true;
                }
            }

            if (!isDone)
            {
                FileRetry.Rename(() => File.Move(temporary, place, overwrite: true));
                isDone = true;
            }
        }
        finally
        {
            if (!isDone)
            {
                Remove(temporary);
            }
        }
    }

    /// <summary>
    /// A temporary that is held. Another process may have taken it for abandoned before it was: then it is gone, and another is made.
    /// </summary>
    private static (string Path, FileStream Stream) Create(string place)
    {
        while (true)
        {
            string temporary = TemporaryFor(place);
            FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
            if (File.Exists(temporary))
            {
                return (temporary, stream);
            }

            stream.Dispose();
        }
    }

    /// <summary>The name that a temporary was to get; null for a file that is no temporary.</summary>
    private static string? NameOf(string temporary)
    {
        int mark = temporary.Length - Unfinished.Length - MarkLength - 1;
        return mark > 1 && temporary[0] == '.' && temporary[mark] == '.' && !temporary.AsSpan(mark + 1, MarkLength).ContainsAnyExcept(Digits)
            ? temporary[1..mark] : null;
    }

    private static void RemoveUnlessHeld(string file)
    {
        try
        {
            using FileStream held = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is being written, or gone.
        }
    }

    private static void Remove(string temporary)
    {
        if (File.Exists(temporary))
        {
            File.Delete(temporary);
        }
    }

    private static bool IsInDraft(string file) =>
        Path.GetDirectoryName(file)!.Contains($"{Unfinished}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        || Path.GetDirectoryName(file)!.EndsWith(Unfinished, StringComparison.Ordinal);

    /// <summary>Returns the system's message without the name of the temporary file.</summary>
    private static string Why(Exception fault) => fault.Message.Split(" : '")[0];
}
