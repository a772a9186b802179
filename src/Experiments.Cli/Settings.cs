using Experiments.Data;

namespace Experiments.Cli;

/// <summary>Folders, from flags first and the environment second; an empty variable counts as unset.</summary>
internal static class Settings
{
    /// <summary>Returns the folder in which datasets are looked for first: --data, then EXPERIMENTS_DATA; null for neither.</summary>
    public static string? DataDirectory(string? flag) => flag ?? Variable("EXPERIMENTS_DATA");

    /// <summary>The stage cache: EXPERIMENTS_CACHE, or .cache in the current folder.</summary>
    public static string CacheDirectory => Variable("EXPERIMENTS_CACHE") ?? ".cache";

    /// <summary>The folder in which downloads are kept: the user's own cache folder; the stage cache of a user without a home.</summary>
    public static string DownloadDirectory => Path.Combine(
        Variable("XDG_CACHE_HOME")
        ?? (Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } home ? home : CacheDirectory),
        "experiments", "data");

    /// <summary>Returns the places in which data is found; <paramref name="data"/> is the --data flag.</summary>
    /// <exception cref="DataException">The folder does not exist.</exception>
    public static DataContext Data(string? data, CancellationToken cancellation)
    {
        string? directory = DataDirectory(data);
        if (directory is not null && !Directory.Exists(directory))
        {
            throw new DataException($"the data folder '{directory}' does not exist; name an existing one with --data or EXPERIMENTS_DATA");
        }

        return new DataContext
        {
            DataDirectory = directory,
            CacheDirectory = DownloadDirectory,
            Progress = new TransferLines(),
            Cancellation = cancellation,
        };
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

/// <summary>Tells of downloads on standard error, a line for every tenth.</summary>
internal sealed class TransferLines : IProgress<(string File, long Done, long? Total)>
{
    private (string File, long Tenth) last;

    /// <inheritdoc/>
    public void Report((string File, long Done, long? Total) value)
    {
        long tenth = value.Total is > 0 and long total ? value.Done * 10 / total : value.Done >> 24;
        if ((value.File, tenth) != last)
        {
            last = (value.File, tenth);
            string of = value.Total is { } all ? FormattableString.Invariant($" of {all / 1e6:0.0}") : string.Empty;
            Terminal.Tell(FormattableString.Invariant($"downloading {value.File}: {value.Done / 1e6:0.0}{of} MB"));
        }
    }
}
