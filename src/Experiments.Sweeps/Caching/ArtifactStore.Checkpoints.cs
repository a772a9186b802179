using System.Globalization;
using System.Text;
using Experiments.Reduction.Saving;

namespace Experiments.Sweeps.Caching;

/// <summary>What the store keeps of stages that have not ended: checkpoints, and the time limit that one ran past.</summary>
internal sealed partial class ArtifactStore
{
    /// <summary>A folder for checkpoints of a stage in progress; it survives a kill.</summary>
    public string CheckpointFolder(StageKey key)
    {
        string folder = Path.Combine(root, CacheInventory.Checkpoints, key.Hash);
        Directory.CreateDirectory(folder);
        NoteUse(folder);
        return folder;
    }

    /// <summary>Tells one state of a stage's checkpoints from another; null where there are none.</summary>
    public string? CheckpointState(StageKey key)
    {
        try
        {
            string[] files = [.. new DirectoryInfo(Path.Combine(root, CacheInventory.Checkpoints, key.Hash)).GetFiles()
                .Select(file => FormattableString.Invariant($"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"))];
            return files.Length == 0 ? null : string.Join(' ', files);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Removes a finished stage's checkpoints.</summary>
    public void RemoveCheckpoints(StageKey key) => Delete(Path.Combine(root, CacheInventory.Checkpoints, key.Hash));

    /// <summary>Remembers that a stage was stopped after so long.</summary>
    public void NoteTimeout(StageKey key, TimeSpan limit) => AtomicFile.Write(
        TimeoutPlace(key), stream => stream.Write(Encoding.UTF8.GetBytes(limit.TotalSeconds.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Returns the time that a stage was given when it was last stopped; null when it never was.</summary>
    public TimeSpan? TimeoutOf(StageKey key) => File.Exists(TimeoutPlace(key))
        && double.TryParse(File.ReadAllText(TimeoutPlace(key)), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        && seconds is > 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds) : null;

    private string TimeoutPlace(StageKey key) => Path.Combine(root, "timeouts", key.Hash);
}
