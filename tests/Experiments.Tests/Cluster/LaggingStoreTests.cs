using Experiments.Sweeps.Caching;

namespace Experiments.Tests.Cluster;

/// <summary>The cache on a network file system whose clients learn late what others did.</summary>
public class LaggingStoreTests
{
    private const string Kind = "embedding";
    private static readonly StageKey Key = new(new string('a', 64));
    private static readonly StageKey Other = new(new string('c', 64));
    private static readonly byte[] Content = [1, 2, 3];

    [Fact]
    public void An_artifact_appears_late_and_never_in_half()
    {
        string root = Directory.CreateTempSubdirectory("lag-").FullName;
        using (LaggingFolders folders = new(root, ["n1"]))
        {
            Assert.SkipUnless(folders.Missing is null, folders.Missing ?? string.Empty);
            ArtifactStore there = new(folders.Shared);
            ArtifactStore here = new(Path.Combine(folders.OfNodes, "n1"));
            there.Create(Kind, new StageKey(new string('b', 64)), replace: false, Write);
            Assert.Null(here.Find(Kind, Key, out _));

            there.Create(Kind, Key, replace: false, Write);

            Assert.Null(here.Find(Kind, Key, out string? damage));
            Assert.Null(damage);
            Artifact? found = null;
            Assert.True(PrivateSlurm.Wait(
                () => (found = here.Find(Kind, Key, out damage)) is not null || damage is not null, TimeSpan.FromMinutes(1)));
            Assert.Null(damage);
            Assert.Equal(Content, File.ReadAllBytes(found!["y.npy"]));

            // Who does not see it in time computes it as well, and is content with what is there.
            Assert.Null(here.Find(Kind, Other, out _));
            there.Create(Kind, Other, replace: false, Write);
            Assert.Equal(Content, File.ReadAllBytes(here.Create(Kind, Other, replace: false, Write)["y.npy"]));
        }

        Directory.Delete(root, recursive: true);
    }

    private static void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, "y.npy"), Content);
}
