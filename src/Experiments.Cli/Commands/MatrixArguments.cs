using System.CommandLine;
using Experiments.Data.Numbers;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Cli.Commands;

/// <summary>Reads the matrices that a command names, and says on standard error what was done with them beyond reading.</summary>
internal static class MatrixArguments
{
    /// <summary>Tells whether the first line of the input names its columns.</summary>
    public static Option<TableHeader> Header() => new("--header")
    {
        HelpName = "auto|true|false",
        Description = "whether the first line of --input names the columns, where it is text",
    };

    /// <summary>The decimal mark of the input.</summary>
    public static Option<DecimalMark> Marks() => new("--decimal-mark")
    {
        HelpName = "auto|point|comma",
        Description = "what stands before a number's fraction in --input, where it is text; the other may group thousands",
    };

    /// <summary>A matrix; <paramref name="origin"/> is what <see cref="MatrixFile.ReadLessOrigin"/> takes it for.</summary>
    /// <exception cref="Data.DataException">The file is missing or malformed.</exception>
    public static Matrix Read(string path, IReadOnlyList<double>? origin, TextReading? text = null)
    {
        NotedMatrix read = MatrixFile.ReadLessOrigin(path, origin, text);
        foreach (string note in read.Notes)
        {
            Console.Error.WriteLine($"note: {path}: {note}");
        }

        return read.Matrix;
    }
}
