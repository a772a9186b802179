using System.Text.Json.Nodes;
using Experiments.Sweeps.Caching;

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
        using CacheLease lease = CacheLease.Take(root, isSweep: false)!;
        string dead = Draft(Lease("0", "another boot", TimeSpan.FromHours(1)));
        string alive = Draft(lease.Id);
        string elsewhere = Draft(Lease("1", "another boot", TimeSpan.Zero));
        string unknown = Draft(new string('2', 32));

        Assert.Equal(1, store.RemoveAbandoned(countOnly: true));
        Assert.True(Directory.Exists(dead));
        Assert.Equal(1, store.RemoveAbandoned());

        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(alive));
        Assert.True(Directory.Exists(elsewhere));
        Assert.True(Directory.Exists(unknown));
        Assert.NotNull(store.Find("train", key, out _));
    }

    [Fact]
    public void What_was_emptied_while_it_was_made_is_not_stored()
    {
        ArtifactStore store = new(root);
        Assert.Throws<ArtifactVanishedException>(() => store.Create("a", key, replace: false, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "weights.bin"), "first");
            Array.ForEach(Directory.GetFiles(folder), File.Delete);
            File.WriteAllText(Path.Combine(folder, "report.json"), "second");
        }));
        Assert.Null(store.Find("a", key, out _));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(root, "a")));
    }

    [Fact]
    public void A_manifest_that_names_fewer_files_than_there_are_is_not_whole()
    {
        ArtifactStore store = new(root);
        Artifact artifact = store.Create("a", key, replace: false, Writer("data", "1"));
        string manifest = artifact[Artifact.ManifestName];
        JsonObject json = JsonNode.Parse(File.ReadAllText(manifest))!.AsObject();
        json["files"] = new JsonObject();
        File.WriteAllText(manifest, json.ToJsonString());

        Assert.Null(store.Find("a", key, out string? damage));
        Assert.Equal("its manifest names no files", damage);
        json["files"] = new JsonObject { ["record.json"] = new JsonObject { ["bytes"] = 1, ["sha256"] = artifact.HashOf("record.json") } };
        File.WriteAllText(manifest, json.ToJsonString());
        Assert.Null(store.Find("a", key, out damage));
        Assert.Equal("its manifest does not name sub/data.bin", damage);
    }

    /// <summary>A lease of a process on another machine, or of one that is gone, last touched so long ago.</summary>
    private string Lease(string digit, string machine, TimeSpan silent)
    {
        string id = string.Concat(Enumerable.Repeat(digit, 32));
        string file = Path.Combine(root, ".running", id);
        File.WriteAllText(file, $"{DateTime.UtcNow.Ticks} {machine}");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - silent);
        return id;
    }

    private string Draft(string lease) => Directory.CreateDirectory(Path.Combine(root, "train", $".0123.{lease}.{Guid.NewGuid():N}.part")).FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static Action<string> Writer(string data, string record) => folder =>
    {
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        File.WriteAllText(Path.Combine(folder, "sub", "data.bin"), data);
        File.WriteAllText(Path.Combine(folder, "record.json"), record);
    };
}
