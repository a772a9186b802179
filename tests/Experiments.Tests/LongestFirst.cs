using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Experiments.Tests.LongestFirst))]

namespace Experiments.Tests;

/// <summary>Begins with the tests that take minutes, and wait in them: others fill the time.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "Cluster.ClusterTests", "Killing.KillTests", "Cli.LookCommandTests", "Browser.NineJobsTests", Viewer.Browser.InBrowser.Name,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.Exists(Long, collection.TestCollectionDisplayName.Contains) ? 0 : 1)];
}
