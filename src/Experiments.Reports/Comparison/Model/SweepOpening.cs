using Experiments.Reduction;
using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Folder;
using Experiments.Results.Yaml;

namespace Experiments.Reports.Comparison.Model;

/// <summary>Opens the folders of the sweeps to compare; everything that is wrong with them is told at once, a line each.</summary>
internal static class SweepOpening
{
    public const int Fewest = 2;

    /// <summary>As many as stand side by side on a page and have colours that greyscale keeps apart.</summary>
    public const int Most = 6;

    /// <exception cref="ReportException">There are too few or too many folders, one is given twice, or one holds no readable results.</exception>
    public static IReadOnlyList<ComparedSweep> Open(IReadOnlyList<string> folders)
    {
        if (folders.Count is < Fewest or > Most)
        {
            throw new ReportException($"compare takes {Fewest} to {Most} folders of sweeps, got {folders.Count}.");
        }

        List<string> problems = [.. Repeated(folders)];
        List<(string Folder, StoredSweep Stored, ConfigNode? Configuration)> opened = [];
        foreach (string folder in folders)
        {
            try
            {
                opened.Add((folder, StoredSweep.Open(folder), ResolvedConfig.Read(new SweepPaths(folder))));
            }
            catch (MendableException fault)
            {
                problems.Add(fault.Message);
            }
        }

        if (problems.Count > 0)
        {
            throw new ReportException(string.Join('\n', problems.Distinct()));
        }

        // A class has one colour in the pictures of all.
        string palette = opened[0].Stored.Results.Report.Palette;
        string[] labels = SweepLabels.Of([.. opened.Select(sweep => (sweep.Stored.Results.Name, sweep.Folder))]);
        return [.. opened.Select((sweep, i) =>
            new ComparedSweep(i, labels[i], sweep.Folder, new ReportModel(sweep.Stored, sweep.Stored.Results.Report with { Palette = palette }),
                sweep.Configuration))];
    }

    private static IEnumerable<string> Repeated(IReadOnlyList<string> folders) => folders
        .GroupBy(Real)
        .Where(same => same.Count() > 1)
        .Select(same => $"'{same.First()}' is given {(same.Count() == 2 ? "twice" : $"{same.Count()} times")}: name each sweep's folder once.");

    /// <summary>The folder itself, whatever path or link leads to it.</summary>
    private static string Real(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.Exists(full) && new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true) is FileSystemInfo target
            ? Path.TrimEndingDirectorySeparator(target.FullName)
            : full;
    }
}
