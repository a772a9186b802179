using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Cli;

/// <summary>Reads the matrices that a command names, and says on standard error what was done with them beyond reading.</summary>
internal static class MatrixArguments
{
    /// <summary>A matrix; <paramref name="origin"/> is what <see cref="MatrixFile.ReadLessOrigin"/> takes it for.</summary>
    /// <exception cref="DataException">The file is missing or malformed.</exception>
    public static Matrix Read(string path, IReadOnlyList<double>? origin)
    {
        NotedMatrix read = MatrixFile.ReadLessOrigin(path, origin);
        foreach (string note in read.Notes)
        {
            Console.Error.WriteLine($"note: {path}: {note}");
        }

        return read.Matrix;
    }
}
