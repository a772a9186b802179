using Experiments.Cli;
using Experiments.Cli.Startup;

namespace Experiments.Tests.Cli;

/// <summary>What goes wrong is told in one line and with an exit code of its own, wherever it happens.</summary>
public sealed class FaultsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Every argument and option of every command is one that refuses an empty text.</summary>
    [Theory]
    [InlineData("sweep", "")]
    [InlineData("sweep", "a.yaml", "--out", "")]
    [InlineData("sweep", "a.yaml", "--data", " ")]
    [InlineData("sweep", "a.yaml", "--set", "")]
    [InlineData("sweep", "a.yaml", "--figures", "")]
    [InlineData("report", "")]
    [InlineData("report", "a", "--output", "")]
    [InlineData("compare", "a", "")]
    [InlineData("explain", "", "--sample", "1")]
    [InlineData("explain", "a", "--image", "")]
    [InlineData("query", "a", "")]
    [InlineData("export", "a", "--to", "sqlite", "--output", "")]
    [InlineData("embed", "--input", "", "--reducer", "pca", "--output", "y.npy")]
    [InlineData("embed", "--input", "x.npy", "--reducer", "pca", "--output", "")]
    [InlineData("embed", "--input", "x.npy", "--reducer", "pca", "--output", "y.npy", "--labels", "")]
    [InlineData("embed", "--input", "x.npy", "--reducer", "pca", "--output", "y.npy", "--save-model", "")]
    [InlineData("embed", "--input", "x.npy", "--model", "", "--output", "y.npy")]
    [InlineData("evaluate", "--input", "x.npy", "--embedding", "")]
    [InlineData("data", "describe", "")]
    [InlineData("data", "describe", "glyphs", "--sheet", "")]
    [InlineData("cache", "prune", "--unreferenced", "--keep", "")]
    [InlineData("schema", "--output", "")]
    public void An_empty_argument_is_refused_by_its_name(params string[] arguments) => Assert.Contains(
        CommandTree.Root.Parse(arguments).Errors, error => error.Message.Contains(": got '', expected something", StringComparison.Ordinal));

    [Fact]
    public void Full_standard_streams_are_told_by_the_exit_code()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "a device that is always full is Linux's");

        CommandResult help = Shell("--help >/dev/full");
        Assert.Equal(1, help.ExitCode);
        Assert.Equal("experiments: No space left on device", Assert.Single(help.Error.TrimEnd().Split('\n')).Split(" : ")[0]);

        File.WriteAllText(folder["s.yaml"],
            "{name: s, datasets: [{kind: glyphs, samples: 20}], models: [{kind: pixels}], reducers: [{kind: pca}], metrics: {neighbors: [3]}}");
        CommandResult sweep = Shell("sweep s.yaml 2>/dev/full");
        Assert.Equal(1, sweep.ExitCode);
        Assert.Contains("report: ", sweep.Output, StringComparison.Ordinal);
    }

    /// <summary>
    /// A file that may not grow is a fault of that file, and ends no process by its signal. (.NET maps its own code as a file, unless told not to.)
    /// </summary>
    [Fact]
    public void A_limit_on_file_sizes_is_told_in_a_line()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "limits are set as Linux' shells do");
        File.WriteAllText(folder["x.csv"], string.Concat(Enumerable.Range(0, 4000).Select(i => $"{i},{i * i % 97},{i % 13}\n")));

        CommandResult embed = Shell("embed --input x.csv --reducer pca --output y.csv", "ulimit -f 8; export DOTNET_EnableWriteXorExecute=0;");
        Assert.True(embed.ExitCode == 1, $"{embed.ExitCode} {embed.Error}");
        Assert.Contains("a file grew larger than it may (ulimit -f", Assert.Single(embed.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["y.csv"]));
    }

    /// <summary>
    /// Whatever is loaded when no more can be opened. With fewer than some thirty, .NET itself does not get as far as this program; the files that
    /// a test inherits count too.
    /// </summary>
    [Theory]
    [InlineData(50)]
    [InlineData(54)]
    [InlineData(56)]
    [InlineData(58)]
    [InlineData(60)]
    [InlineData(64)]
    [InlineData(70)]
    public void Too_few_open_files_are_told_in_a_line(int files)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "limits are set as Linux' shells do");

        CommandResult embed = Shell("embed --input none.npy --reducer pca --output y.npy", $"ulimit -n {files};");
        Assert.True(embed.ExitCode == 1, $"{embed.ExitCode} {embed.Error}");
        Assert.StartsWith("experiments: ", Assert.Single(embed.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(OverflowException), "a size or a setting is larger than can be computed with")]
    [InlineData(typeof(OutOfMemoryException), "out of memory; use fewer samples")]
    [InlineData(typeof(KeyNotFoundException), "this is a fault of the program, please report it with the command line (KeyNotFoundException: ")]
    [InlineData(typeof(IOException), "I/O error occurred.")]
    public void Every_fault_is_one_line(Type kind, string expected)
    {
        TextWriter before = Console.Error;
        using StringWriter said = new();
        Console.SetError(said);
        try
        {
            Assert.Equal(ExitCodes.Mendable, Faults.Guard(() => throw (Exception)Activator.CreateInstance(kind)!));
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Contains(said.ToString().Split('\n'), line => line.StartsWith($"experiments: {expected}", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", said.ToString(), StringComparison.Ordinal);
    }

    private CommandResult Shell(string command, string before = "")
    {
        System.Diagnostics.ProcessStartInfo start =
            new("bash", ["-c", $"{before} exec dotnet '{Path.Combine(AppContext.BaseDirectory, "experiments.dll")}' {command}"])
            {
                WorkingDirectory = folder.Path,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        start.Environment["EXPERIMENTS_DATA"] = string.Empty;
        start.Environment["EXPERIMENTS_CACHE"] = string.Empty;
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
