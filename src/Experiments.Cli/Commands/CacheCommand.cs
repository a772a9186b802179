using System.CommandLine;

namespace Experiments.Cli.Commands;

/// <summary><c>cache</c>: what the stage cache holds, and what of it may go.</summary>
internal static class CacheCommand
{
    /// <summary>The command with its three verbs.</summary>
    public static Command Create() => new("cache", "Look at the cache of finished stages, and make room in it.")
    {
        CacheSizeCommand.Create(),
        CacheListCommand.Create(),
        CachePruneCommand.Create(),
    };
}
