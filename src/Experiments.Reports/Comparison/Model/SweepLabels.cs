namespace Experiments.Reports.Comparison.Model;

/// <summary>Names for sweeps that tell them apart: their own, or the shortest end of the folder's path that does where names collide.</summary>
internal static class SweepLabels
{
    public static string[] Of(IReadOnlyList<(string Name, string Folder)> sweeps)
    {
        ILookup<string, int> byName = Enumerable.Range(0, sweeps.Count).ToLookup(i => sweeps[i].Name);
        string[] labels = [.. sweeps.Select(sweep => sweep.Name)];
        foreach (IGrouping<string, int> same in byName.Where(same => same.Count() > 1))
        {
            string[][] paths = [.. same.Select(i => Parts(sweeps[i].Folder))];
            int length = Enumerable.Range(1, paths.Max(parts => parts.Length)).First(length => AreDistinct(paths, length));
            foreach ((int i, string[] parts) in same.Zip(paths))
            {
                labels[i] = End(parts, length);
            }
        }

        // A folder may be called what another sweep is called: then only the whole path is sure to differ.
        HashSet<string> twice = [.. labels.GroupBy(label => label).Where(same => same.Count() > 1).Select(same => same.Key)];
        return [.. labels.Select((label, i) => twice.Contains(label) ? Path.GetFullPath(sweeps[i].Folder) : label)];
    }

    private static bool AreDistinct(string[][] paths, int length) =>
        paths.Select(parts => End(parts, length)).Distinct().Count() == paths.Length;

    private static string[] Parts(string folder) =>
        Path.GetFullPath(folder).Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);

    private static string End(string[] parts, int length) => string.Join('/', parts.TakeLast(length));
}
