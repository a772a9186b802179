namespace Experiments.Exports;

/// <summary>Finds an experiment in a folder of MLflow's.</summary>
internal static class MlflowExperiment
{
    private const string NameKey = "name: ";

    /// <summary>Id of the experiment of that name, whoever made it; null where there is none: MLflow allows one of a name.</summary>
    public static string? Named(string folder, string name) => !Directory.Exists(folder) ? null : Directory.GetDirectories(folder)
        .Where(experiment => NameOf(experiment) == name)
        .Select(experiment => Path.GetFileName(experiment)!)
        .Order(StringComparer.Ordinal)
        .FirstOrDefault();

    private static string? NameOf(string experiment)
    {
        string meta = Path.Combine(experiment, "meta.yaml");
        string? line = !File.Exists(meta) ? null
            : File.ReadLines(meta).FirstOrDefault(line => line.StartsWith(NameKey, StringComparison.Ordinal))?[NameKey.Length..].Trim();
        return line is ['\'', .. string quoted, '\''] ? quoted.Replace("''", "'", StringComparison.Ordinal)
            : line is ['"', .. string plain, '"'] ? plain
            : line;
    }
}
