using System.Security.Cryptography;
using System.Text;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Tests.Data;

namespace Experiments.Tests.Sweeps;

public sealed class OwnFolderTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void What_it_did_not_write_is_neither_replaced_nor_removed()
    {
        string mine = root.Write("mine.csv", "mine");
        OwnFolder folder = OwnFolder.Open(root.Root);
        folder.Put(root.At("ours.csv"), "ours"u8.ToArray());

        string message = Assert.Throws<SweepException>(() => folder.Put(mine, "ours"u8.ToArray())).Message;
        folder.Remove([mine, root.At("ours.csv")]);

        Assert.Equal($"'{mine}': not written by this program here, so not replaced; move it away, or name another folder", message);
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.False(File.Exists(root.At("ours.csv")));
    }

    [Fact]
    public void The_list_is_what_sha256sum_writes_and_names_every_file()
    {
        OwnFolder folder = OwnFolder.Open(root.Root);
        folder.Put(root.At("a/b.txt"), "hello"u8.ToArray());
        folder.Put(root.At("a/b.txt"), "again"u8.ToArray());
        folder.Put(root.At("c.txt"), "c"u8.ToArray());
        folder.Seal();

        string[] lines = [.. File.ReadAllLines(root.At(FileList.Name)).Where(line => !line.StartsWith('#'))];
        Assert.Equal([$"{Hash("again")}  a/b.txt", $"{Hash("c")}  c.txt"], lines);
        Assert.True(OwnFolder.Open(root.Root).IsAsWritten(root.At("a/b.txt")));
        File.WriteAllText(root.At("a/b.txt"), "edited");
        Assert.False(OwnFolder.Open(root.Root).IsAsWritten(root.At("a/b.txt")));
        Assert.True(OwnFolder.Open(root.Root).Owns(root.At("a/b.txt")));
    }

    [Fact]
    public void A_file_that_a_kill_left_old_or_new_is_what_was_written()
    {
        OwnFolder folder = OwnFolder.Open(root.Root);
        folder.Put(root.At("a.txt"), "old"u8.ToArray());
        folder.Seal();
        new FileList(root.Root).Add("a.txt", Hash("new"));

        Assert.True(OwnFolder.Open(root.Root).IsAsWritten(root.At("a.txt")));
        File.WriteAllText(root.At("a.txt"), "new");
        Assert.True(OwnFolder.Open(root.Root).IsAsWritten(root.At("a.txt")));
    }

    [Theory]
    [InlineData("../../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    public void A_list_that_names_places_outside_is_refused(string path)
    {
        OwnFolder.Open(root.Root).Seal();
        new FileList(root.Root).Add(path, Hash("x"));
        Assert.Contains("is no path inside the folder", Assert.Throws<SweepException>(() => OwnFolder.Open(root.Root)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_cut_short_is_refused_and_a_line_cut_by_a_kill_is_not()
    {
        OwnFolder folder = OwnFolder.Open(root.Root);
        folder.Put(root.At("a.txt"), "a"u8.ToArray());
        folder.Put(root.At("b.txt"), "b"u8.ToArray());
        folder.Seal();
        string list = File.ReadAllText(root.At(FileList.Name));

        File.WriteAllText(root.At(FileList.Name), list + Hash("c")[..20]);
        Assert.True(OwnFolder.Open(root.Root).Owns(root.At("b.txt")));
        foreach (int length in Enumerable.Range(0, list.Length))
        {
            File.WriteAllText(root.At(FileList.Name), list[..length]);
            Assert.Throws<SweepException>(() => OwnFolder.Open(root.Root));
        }
    }

    [Fact]
    public void What_waits_replaces_nothing_until_it_is_committed()
    {
        OwnFolder folder = OwnFolder.Open(root.Root);
        folder.Put(root.At("same.txt"), "same"u8.ToArray());
        folder.Put(root.At("changed.txt"), "old"u8.ToArray());
        folder.Put(root.At("trials/gone/a.txt"), "gone"u8.ToArray());
        string note = root.Write("trials/gone/note.txt", "mine");
        DateTime written = File.GetLastWriteTimeUtc(root.At("same.txt"));

        folder.Stage();
        folder.Put(root.At("same.txt"), "same"u8.ToArray());
        folder.Put(root.At("changed.txt"), "new"u8.ToArray());
        folder.Put(root.At("added.txt"), "added"u8.ToArray());
        Assert.Equal("old", File.ReadAllText(root.At("changed.txt")));
        Assert.False(File.Exists(root.At("added.txt")));
        folder.Commit(name => name.StartsWith("trials/gone/", StringComparison.Ordinal));

        Assert.Equal(
            ["added.txt", "changed.txt", FileList.Name, "same.txt", "trials/gone/note.txt"],
            Directory.GetFiles(root.Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root.Root, file))
                .Order(StringComparer.Ordinal));
        Assert.Equal(("new", "mine", written),
            (File.ReadAllText(root.At("changed.txt")), File.ReadAllText(note), File.GetLastWriteTimeUtc(root.At("same.txt"))));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
