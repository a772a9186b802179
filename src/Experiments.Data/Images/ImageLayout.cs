using Experiments.Data.Formats;

namespace Experiments.Data.Images;

/// <summary>
/// The division of image files into splits and classes, read off their folders: split/class/file, class/file, split/file, or file alone. A folder
/// that holds everything is passed over.
/// </summary>
/// <param name="ClassNames">Classes in ordinal order; empty for files without classes.</param>
/// <param name="Splits">By split ("all" when folders name none), places of its files in the store.</param>
/// <param name="Labels">Class of every file of the store.</param>
internal sealed record ImageLayout(IReadOnlyList<string> ClassNames, IReadOnlyDictionary<string, int[]> Splits, int[] Labels)
{
    /// <summary>Name of the only split when there are no split folders.</summary>
    public const string All = "all";

    private static readonly Dictionary<string, string> SplitNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = "train",
        ["training"] = "train",
        ["test"] = "test",
        ["testing"] = "test",
        ["val"] = "validation",
        ["valid"] = "validation",
        ["validation"] = "validation",
    };

    /// <summary>Reads the layout of <paramref name="paths"/>; <paramref name="source"/> is named in messages.</summary>
    /// <exception cref="DataException">There are no images, or folders are nested unevenly or too deeply.</exception>
    public static ImageLayout Of(IReadOnlyList<string> paths, string source)
    {
        string[][] parts = StripRoots([.. paths.Select(path => path.Split('/'))]);
        if (parts.Length == 0)
        {
            throw new DataException($"{source}: holds no images ({FoundFiles.Types}).");
        }

        int depth = parts[0].Length;
        bool hasSplits = depth == 3 || (depth == 2 && AreSplits([.. parts.Select(part => part[0]).Distinct()]));
        int odd = Array.FindIndex(parts, part => part.Length != depth || depth > 3 || (hasSplits && !SplitNames.ContainsKey(part[0])));
        return odd < 0 ? Build(parts, hasSplits, hasClasses: depth == (hasSplits ? 3 : 2)) : throw new DataException(
            $"{source}: {paths[odd]} does not fit; "
            + "expected class/file everywhere, or split/class/file or split/file with splits train, test, validation.");
    }

    /// <summary>Tells whether folders right above files are splits, not classes: at least two have their names, or the only one has.</summary>
    private static bool AreSplits(string[] folders) =>
        folders.Where(SplitNames.ContainsKey).Select(folder => SplitNames[folder]).Distinct().Count() >= Math.Min(2, folders.Length);

    private static ImageLayout Build(string[][] parts, bool hasSplits, bool hasClasses)
    {
        string Class(string[] part) => Compositions.Of(part[^2]);
        string[] classes = hasClasses ? [.. parts.Select(Class).Distinct().Order(StringComparer.Ordinal)] : [];
        Dictionary<string, int> index = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        Dictionary<string, int[]> splits = parts.Index()
            .GroupBy(file => hasSplits ? SplitNames[file.Item[0]] : All, file => file.Index)
            .OrderBy(split => split.Key == "train" ? 0 : 1).ThenBy(split => split.Key, StringComparer.Ordinal)
            .ToDictionary(split => split.Key, split => split.ToArray());
        return new ImageLayout(classes, splits, hasClasses ? [.. parts.Select(part => index[Class(part)])] : []);
    }

    /// <summary>A single folder tells nothing apart, also where it would be the only class.</summary>
    private static string[][] StripRoots(string[][] parts)
    {
        while (parts.Length > 0 && parts.All(part => part.Length > 1 && part[0] == parts[0][0] && !SplitNames.ContainsKey(part[0])))
        {
            parts = [.. parts.Select(part => part[1..])];
        }

        return parts;
    }
}
