using System.Globalization;
using Experiments.Reduction.Saving;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Tests.Data;

namespace Experiments.Tests.Sweeps;

public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_that_is_being_written_is_refused_with_the_others_number()
    {
        SweepPaths paths = new(folder.At("out"));
        using (FolderLock.Take(paths))
        {
            string message = Assert.Throws<SweepException>(() => FolderLock.Take(paths)).Message;
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"(process {Environment.ProcessId})"), message, StringComparison.Ordinal);
            Assert.Contains(paths.Root, message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(paths.Root));
        FolderLock.Take(paths).Dispose();
    }

    [Fact]
    public void What_a_killed_process_left_locks_nobody_out()
    {
        SweepPaths paths = new(folder.At("out"));
        Directory.CreateDirectory(paths.Root);
        File.WriteAllText(paths.Lock, string.Empty);
        File.WriteAllText(paths.LockHolder, "1");
        using FolderLock held = FolderLock.Take(paths);
        Assert.Equal(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), File.ReadAllText(paths.LockHolder));
    }

    [Fact]
    public void Temporaries_that_killed_processes_left_are_removed_and_those_in_use_are_not()
    {
        string old = folder.Write($"trials/a/.embedding.npy.{Guid.NewGuid():N}.part", "half");
        string held = folder.Write($".results.json.{Guid.NewGuid():N}.part", "half");
        string ours = folder.Write($".results.csv.{Guid.NewGuid():N}.part", "half");
        string[] foreign = [folder.Write("mine.part", "mine"), folder.Write($".mine.{Guid.NewGuid():N}.part", "mine"),
            folder.Write("mine/.a.part", "mine")];
        foreach (string file in new[] { old, held, ours })
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromHours(1));
        }

        using (new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
        {
            AtomicFile.RemoveAbandoned(folder.Root, name => name.StartsWith("results.", StringComparison.Ordinal));
            AtomicFile.Write(folder.At("trials/a/embedding.npy"), stream => stream.WriteByte(1));
        }

        Assert.Equal(new[] { [held, folder.At("trials/a/embedding.npy")], foreign }.SelectMany(files => files).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_itself_and_leaves_nothing()
    {
        string file = folder.Write("file", "in the way");
        string path = Path.Combine(file, "y.npy");
        string message = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => stream.WriteByte(1))).Message;
        Assert.StartsWith($"{path} cannot be written: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain(".part", message, StringComparison.Ordinal);

        string target = folder.At("z.npy");
        Assert.Contains("no space", Assert.Throws<IOException>(() => AtomicFile.Write(target, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("no space");
        })).Message, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Root));
    }
}
