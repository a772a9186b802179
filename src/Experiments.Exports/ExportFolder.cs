using System.Text;
using Experiments.Reduction.Saving;
using Experiments.Results;
using Experiments.Results.Folder;

namespace Experiments.Exports;

/// <summary>Folders that exports are written to; what lies there and is no export of ours stays.</summary>
internal static class ExportFolder
{
    /// <summary>
    /// Opens one for files of these names. What an earlier version wrote under them at the usual place in the sweep's folder, without a list, counts
    /// as own.
    /// </summary>
    /// <exception cref="SweepException">Something else has one of the names.</exception>
    public static OwnFolder Open(SweepPaths paths, string folder, string usualName, IEnumerable<string> names)
    {
        OwnFolder own = SweepFiles.Folder(new SweepPaths(folder));
        string[] files = [.. names.Select(name => PlainName.Under(own.Root, name))];
        if (!own.HasList && FilePlace.Same(own.Root, Path.Combine(paths.Root, usualName)))
        {
            own.Adopt(files);
        }

        own.RequireFree(files);
        return own;
    }

    /// <summary>Writes a text in UTF-8.</summary>
    public static void PutText(this OwnFolder folder, string path, string text) => folder.Put(path, Encoding.UTF8.GetBytes(text));
}
