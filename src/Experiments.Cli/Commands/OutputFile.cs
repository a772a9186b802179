using Experiments.Data.Tables;
using Experiments.Reduction.Saving;
using Experiments.Results;

namespace Experiments.Cli.Commands;

/// <summary>Checks of files that users have commands write, made before the work is done.</summary>
internal static class OutputFile
{
    /// <summary>Requires a name that is no folder's, in a folder that is there.</summary>
    /// <exception cref="SweepException">The name is a folder's, or the folder is not there.</exception>
    public static void RequirePlace(string option, string path)
    {
        if (Directory.Exists(path))
        {
            throw new SweepException($"{option}: '{path}' is a folder; name a file in it");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new SweepException($"{option}: the folder '{folder}' does not exist; make it first");
        }
    }

    /// <summary>Requires that a file is none of those that are read, whatever links lead there; of "x.npz:array" the file counts.</summary>
    /// <exception cref="SweepException">The file is one of those that are read.</exception>
    public static void RequireOther(string option, string path, params ReadOnlySpan<string?> inputs)
    {
        foreach (string? input in inputs)
        {
            if (input is { Length: > 0 } && !FilePlace.IsChannel(path) && FilePlace.Same(path, MatrixFile.FileOf(input)))
            {
                throw new SweepException($"{option}: '{path}' is the input; name another file");
            }
        }
    }
}
