using System.Text.Json.Nodes;
using Experiments.Sweeps;

namespace Experiments.Tests.Sweeps;

public sealed class ArtifactStoreTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("store-").FullName;
    private readonly StageKey key = StageKey.Of("test", 1, new JsonObject { ["x"] = 1 });

    [Fact]
    public void Content_covers_data_and_not_records()
    {
        ArtifactStore store = new(root);
        Artifact one = store.Create("a", key, replace: false, Writer("data", "timing 1"));
        Artifact two = store.Create("b", key, replace: false, Writer("data", "timing 2"));
        Artifact three = store.Create("c", key, replace: false, Writer("other", "timing 1"));

        Assert.Equal(one.Content, two.Content);
        Assert.NotEqual(one.Content, three.Content);
        Assert.Equal("data", File.ReadAllText(one["sub/data.bin"]));
    }

    [Fact]
    public void The_loser_of_a_race_takes_the_winners_artifact()
    {
        ArtifactStore winner = new(root);
        ArtifactStore loser = new(root) { BeforeCommit = _ => winner.Create("a", key, replace: false, Writer("first", "1")) };

        Artifact artifact = loser.Create("a", key, replace: false, Writer("second", "2"));

        Assert.Equal("first", File.ReadAllText(artifact["sub/data.bin"]));
        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(root, "a")));
    }

    [Fact]
    public void A_damaged_artifact_in_the_way_is_replaced()
    {
        ArtifactStore store = new(root);
        Artifact old = store.Create("a", key, replace: false, Writer("first", "1"));
        File.Delete(old["sub/data.bin"]);

        Artifact artifact = store.Create("a", key, replace: false, Writer("second", "2"));

        Assert.Equal("second", File.ReadAllText(artifact["sub/data.bin"]));
        Assert.NotNull(store.Find("a", key, out _));
    }

    [Fact]
    public void Checksums_are_compared_when_an_artifact_is_opened()
    {
        ArtifactStore store = new(root);
        Artifact artifact = store.Create("a", key, replace: false, Writer("data", "1"));
        File.WriteAllText(artifact["sub/data.bin"], "dada");

        Assert.NotNull(store.Peek("a", key));
        Assert.Null(store.Find("a", key, out string? damage));
        Assert.Equal("sub/data.bin does not match its checksum", damage);
    }

    [Fact]
    public void What_dead_processes_left_is_removed_and_nothing_else()
    {
        ArtifactStore store = new(root);
        store.Create("train", key, replace: false, Writer("data", "1"));
        string dead = Path.Combine(root, "train", $".0123.{Environment.MachineName}.{int.MaxValue - 7}.0.part");
        string alive = Path.Combine(root, "train", $".0123.{Environment.MachineName}.{Environment.ProcessId}.0.part");
        string elsewhere = Path.Combine(root, "train", ".0123.some-other-machine.5.0.part");
        Directory.CreateDirectory(dead);
        Directory.CreateDirectory(alive);
        Directory.CreateDirectory(elsewhere);

        Assert.Equal(1, store.RemoveAbandoned(countOnly: true));
        Assert.True(Directory.Exists(dead));
        Assert.Equal(1, store.RemoveAbandoned());

        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(alive));
        Assert.True(Directory.Exists(elsewhere));
        Assert.NotNull(store.Find("train", key, out _));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static Action<string> Writer(string data, string record) => folder =>
    {
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        File.WriteAllText(Path.Combine(folder, "sub", "data.bin"), data);
        File.WriteAllText(Path.Combine(folder, "record.json"), record);
    };
}
