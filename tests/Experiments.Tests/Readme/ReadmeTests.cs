using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Experiments.Tests.Readme;

/// <summary>
/// The C# of documents compiles. What stands in docs/use-from-csharp.md and in the packages' READMEs are whole programs, which the SDK's compiler is
/// given as they are printed; those of docs/own-parts.md stand word for word in OwnParts.cs.
/// </summary>
public sealed class ReadmeTests
{
    // What a project of dotnet new console has without saying so.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    [Theory]
    [InlineData("docs/use-from-csharp.md", "Experiments.Reduction", "Experiments.Reduction", "Experiments.MLNet")]
    [InlineData("src/Experiments.Reduction/README.md", "Experiments.Reduction", "Experiments.Reduction")]
    [InlineData("src/Experiments.MLNet/README.md", "Experiments.MLNet")]
    public void Every_snippet_is_a_program_that_compiles_as_printed_below_the_line_that_packs_its_package(string file, params string[] packages)
    {
        string text = Documents.Text(file);
        string[] programs = [.. Documents.Blocks(text, "csharp")];
        Assert.Equal(packages.Length, programs.Length);
        foreach ((string program, string package) in programs.Zip(packages))
        {
            string above = text[..text.IndexOf(program, StringComparison.Ordinal)].ReplaceLineEndings(" ");
            Assert.Contains($"dotnet pack src/{package} -c Release -o packages", above, StringComparison.Ordinal);
            Assert.Contains($"dotnet add package {package}", above, StringComparison.Ordinal);
            Assert.Equal(string.Empty, Complaints(program));
        }
    }

    [Fact]
    public void What_does_not_compile_is_found() =>
        Assert.Contains("CS0246", Complaints("Matrix samples = new(2, 2);\nConsole.WriteLine(samples);"), StringComparison.Ordinal);

    [Fact]
    public void Every_part_of_one_s_own_is_compiled_word_for_word()
    {
        string compiled = Flush(Documents.Text("tests/Experiments.Tests/Readme/OwnParts.cs"));
        string[] blocks = [.. Documents.Blocks(Documents.Text("docs/own-parts.md"), "csharp").Select(Flush)];
        Assert.Equal(5, blocks.Length);
        Assert.All(blocks, block =>
        {
            string[] lines = block.Split('\n');
            Assert.All(lines.Where(IsUsing), line => Assert.Contains(line, compiled, StringComparison.Ordinal));
            Assert.Contains(string.Join('\n', lines.Where(line => !IsUsing(line))).Trim(), compiled, StringComparison.Ordinal);
        });
    }

    /// <summary>What the SDK's compiler says of a program that may use everything these tests may; nothing where it compiles.</summary>
    private static string Complaints(string program)
    {
        using Cli.TemporaryFolder folder = new();
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string compiler = Directory.GetFiles(Path.Combine(dotnet, "sdk"), "csc.dll", SearchOption.AllDirectories)
            .Where(file => file.Contains("bincore", StringComparison.Ordinal)).OrderBy(file => file, StringComparer.Ordinal).Last();
        File.WriteAllText(folder["Program.cs"], program);
        File.WriteAllText(folder["Usings.cs"], ImplicitUsings);
        string[] assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        File.WriteAllLines(folder["program.rsp"],
            ["-nologo", "-target:exe", "-nullable:enable", "-out:program.dll", "Program.cs", "Usings.cs",
                .. assemblies.Select(assembly => $"-r:\"{assembly}\"")]);
        ProcessStartInfo start = new(Path.Combine(dotnet, "dotnet"), ["exec", compiler, "@program.rsp"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
        };
        using Process run = Process.Start(start)!;
        string output = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        return run.ExitCode == 0 ? string.Empty : output;
    }

    private static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal);

    /// <summary>Removes the indentation of every line.</summary>
    private static string Flush(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));
}
