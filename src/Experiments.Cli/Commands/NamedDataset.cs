using Experiments.Data;

namespace Experiments.Cli.Commands;

/// <summary>A dataset by its kind and settings, as a command line or a file names them.</summary>
internal static class NamedDataset
{
    private static readonly string[] Paths = ["path", "file", "features", "labels"];

    /// <summary>The settings with their paths as seen from a folder, "/" between parts.</summary>
    public static IReadOnlyList<(string Name, string Value)> From(string folder, IEnumerable<(string Name, string Value)> settings) =>
    [
        .. settings.Select(setting => Paths.Contains(setting.Name)
            ? setting with { Value = Path.GetRelativePath(folder, Path.GetFullPath(setting.Value)).Replace('\\', '/') } : setting),
    ];

    /// <summary>Opens it: it can be read, and has this size and these classes.</summary>
    /// <exception cref="DataException">It cannot be read; the message says why.</exception>
    public static DatasetInfo Open(string kind, IEnumerable<(string Name, string Value)> settings, DataContext context)
    {
        DatasetDescriptor descriptor = Catalog.Datasets.Find(kind)!;
        string[] given = [.. settings.Select(setting => $"{setting.Name}={setting.Value}")];
        return descriptor.Open((DatasetOptions)SettingArguments.Bind(descriptor.OptionsType, given), context).Info;
    }
}
