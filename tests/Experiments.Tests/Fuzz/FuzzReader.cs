namespace Experiments.Tests.Fuzz;

/// <summary>A reader under fuzz: good files to damage, and what reads them.</summary>
/// <param name="Name">Its name in tables and failures.</param>
/// <param name="Seeds">Good files.</param>
/// <param name="Read">
/// Reads the (damaged) file at a path. It either succeeds, having checked that what came out is plausible, or throws a fault a user can mend.
/// </param>
internal sealed record FuzzReader(string Name, IReadOnlyList<FuzzSeed> Seeds, Action<string> Read)
{
    /// <summary>How many cases it gets beside the others: fewer where one takes long.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Bytes a read may allocate, whatever the file's size.</summary>
    public long Allowance { get; init; } = 64 << 20;

    /// <summary>Bytes it may allocate for a byte of the file, above <see cref="Allowance"/>.</summary>
    public int Expansion { get; init; } = 50;

    /// <summary>Whether a message may have several lines, one a problem (a configuration's are reported all at once).</summary>
    public bool ReportsAll { get; init; }

    /// <summary>What a message may name in place of a file.</summary>
    public string? Place { get; init; }

    /// <summary>An edit that knows the format (it keeps a checksum right, or damages what lies inside a wrapper); mixed with blind ones.</summary>
    public Func<byte[], Random, byte[]>? Edit { get; init; }
}

/// <summary>A good file.</summary>
/// <param name="FileName">Its name, which may choose the format; "/" between folders.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Prepare">Fills the folder it lies in with what belongs beside it.</param>
internal sealed record FuzzSeed(string FileName, byte[] Content, Action<string>? Prepare = null)
{
    /// <summary>A file from Fixtures/, under its own name.</summary>
    public static FuzzSeed Fixture(string path) =>
        new(Path.GetFileName(path), File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", path)));

    /// <summary>A text, in UTF-8.</summary>
    public static FuzzSeed Text(string fileName, string text) => new(fileName, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>One of the files that <paramref name="write"/> leaves in the folder it is given.</summary>
    public static FuzzSeed Of(string fileName, Action<string> write)
    {
        string folder = Directory.CreateTempSubdirectory("experiments-fuzz-seed-").FullName;
        try
        {
            write(folder);
            return new FuzzSeed(fileName, File.ReadAllBytes(Path.Combine([folder, .. fileName.Split('/')])), at => write(Root(at, fileName)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The folder that holds it all, from that of one of its files.</summary>
    private static string Root(string folder, string file) =>
        Path.GetFullPath(Path.Combine([folder, .. Enumerable.Repeat("..", file.Count(c => c == '/'))]));
}
