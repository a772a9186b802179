using Experiments.Data;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Schema;

namespace Experiments.Sweeps.Planning;

/// <summary>Turns a sweep file into a plan, or into the list of everything that is wrong with it.</summary>
public static class SweepLoader
{
    private const long LargestFile = 16 << 20;

    /// <summary>Reads and checks a sweep file; datasets are opened (and downloaded where allowed), nothing else runs.</summary>
    /// <param name="yamlPath">The path of the sweep file.</param>
    /// <param name="overrides">Changes as path=value, applied in order: <c>datasets[0].samples=500</c>.</param>
    /// <param name="catalog">The names that the file may use.</param>
    /// <param name="data">The folders in which data is looked for.</param>
    /// <exception cref="SweepException">One line for each mistake: file:line:column, the value, the choices, the nearest spelling.</exception>
    public static SweepPlan Load(string yamlPath, IReadOnlyList<string> overrides, SweepCatalog catalog, DataContext data)
    {
        ArgumentNullException.ThrowIfNull(yamlPath);
        ArgumentNullException.ThrowIfNull(overrides);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        return Read(yamlPath, overrides, catalog, data with { FileDirectory = SweepFiles.FileDirectory(yamlPath) });
    }

    /// <summary>Reads a sweep file whose relative paths begin where <paramref name="data"/> says.</summary>
    /// <exception cref="SweepException">One line for each mistake.</exception>
    internal static SweepPlan Read(string yamlPath, IReadOnlyList<string> overrides, SweepCatalog catalog, DataContext data)
    {
        string text = ReadText(yamlPath);
        ConfigErrors errors = new();
        ConfigNode? root = YamlReader.Read(text, yamlPath, errors);
        errors.ThrowIfAny();
        foreach (string setting in overrides)
        {
            root = Overrides.Apply(root!, setting, errors);
        }

        SweepConfig config = new SweepConfigReader(catalog, data, errors).Read(root!, Path.GetFileNameWithoutExtension(yamlPath));
        config = config with { Defaults = errors.Problems.Count == 0 ? SweepDefaults.Of(catalog, root!) : [] };
        SweepPlan plan = new Planner(config, data, errors).Plan();
        errors.ThrowIfAny();
        return plan;
    }

    private static string ReadText(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
            {
                throw new SweepException($"{path}: larger than {LargestFile >> 20} MiB, too large for a sweep file.");
            }

            return File.ReadAllText(path);
        }
        catch (UnauthorizedAccessException e) when (Directory.Exists(path))
        {
            throw new SweepException($"Cannot read the sweep file '{path}': it is a folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SweepException($"Cannot read the sweep file '{path}': {e.Message}", e);
        }
    }
}
