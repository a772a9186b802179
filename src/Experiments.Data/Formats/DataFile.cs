using Experiments.Reduction.Saving;

namespace Experiments.Data.Formats;

/// <summary>Opens files for reading, turning what the system says into one line a user understands.</summary>
internal static class DataFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="DataException">The file does not exist or may not be read.</exception>
    public static FileStream OpenRead(string path)
    {
        try
        {
            return FileRetry.Run(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"{path}: no such file.", fault);
        }
        catch (UnauthorizedAccessException fault) when (Directory.Exists(path))
        {
            throw new DataException($"{path}: is a folder; expected a file.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read ({fault.Message}).", fault);
        }
    }

    /// <summary>Tells whether a file is to be read as NPY: by its first bytes, or because its name says so.</summary>
    public static bool IsNpy(string path)
    {
        using FileStream stream = OpenRead(path);
        Span<byte> start = stackalloc byte[8];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return NpyHeader.IsNpy(start[..read]) || Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase);
    }
}
