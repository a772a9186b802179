using Experiments.Results.Yaml;

namespace Experiments.Results.Folder;

/// <summary>Reads a sweep's resolved configuration back as a tree.</summary>
public static class ResolvedConfig
{
    /// <summary>The tree of config.yaml; null when the file is not there.</summary>
    /// <exception cref="SweepException">The file is not valid YAML.</exception>
    public static ConfigNode? Read(SweepPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (!File.Exists(paths.ConfigYaml))
        {
            return null;
        }

        ConfigErrors errors = new();
        ConfigNode? root = YamlReader.Read(File.ReadAllText(paths.ConfigYaml), paths.ConfigYaml, errors);
        errors.ThrowIfAny();
        return root;
    }
}
