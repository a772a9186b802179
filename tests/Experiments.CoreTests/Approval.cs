using System.Text;

namespace Experiments.Tests;

/// <summary>
/// Outputs that a person has approved: files of the source tree, reviewed like code. An output that differs fails its test and is kept as a received
/// file; <c>./run.sh test --accept</c> replaces the approved file with it and names what it replaced.
/// </summary>
/// <param name="Root">Folder of the source tree, in which approved files lie.</param>
/// <param name="Received">Folder that takes outputs which differ, under the same names.</param>
/// <param name="Accepts">Whether approved files are replaced.</param>
/// <param name="Output">Where replaced files are named.</param>
internal sealed record Approval(string Root, string Received, bool Accepts, TextWriter Output)
{
    /// <summary>Environment variable that <c>./run.sh test --accept</c> sets.</summary>
    public const string Variable = "EXPERIMENTS_ACCEPT";

    /// <summary>Environment variables of which build servers set at least one.</summary>
    private static readonly string[] BuildServers = ["CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION"];

    /// <summary>The repository's approved files, with received ones beside the test program.</summary>
    public static Approval Here =>
        new(Repository.Root, Path.Combine(AppContext.BaseDirectory, "Received"), IsAsked(Environment.GetEnvironmentVariable), Console.Error);

    /// <summary>Whether the environment asks for acceptance. A build server is refused: nobody would review what it accepts.</summary>
    /// <exception cref="InvalidOperationException">A build server asks.</exception>
    public static bool IsAsked(Func<string, string?> environment)
    {
        if (environment(Variable) is null or "" or "0")
        {
            return false;
        }

        return BuildServers.FirstOrDefault(name => environment(name) is not (null or "" or "0" or "false")) is { } server
            ? throw new InvalidOperationException($"Outputs are accepted by people, not by build servers: {server} is set, and so is {Variable}.")
            : true;
    }

    /// <summary>Holds text against an approved file, line by line; line ends do not count.</summary>
    /// <param name="file">Path within the repository, with slashes.</param>
    /// <param name="text">The text that came out.</param>
    public void Check(string file, string text) =>
        Check(file, Encoding.UTF8.GetBytes(text), approved => FirstDifference(Encoding.UTF8.GetString(approved), text));

    /// <summary>Holds an output against an approved file.</summary>
    /// <param name="file">Path within the repository, with slashes.</param>
    /// <param name="output">The bytes that came out.</param>
    /// <param name="compare">Tells how the bytes of the approved file differ from the output; null where they do not.</param>
    public void Check(string file, byte[] output, Func<byte[], OutputDifference?> compare)
    {
        string approved = Path.Combine(Root, file);
        string received = Path.Combine(Received, file);
        OutputDifference? difference = File.Exists(approved)
            ? compare(File.ReadAllBytes(approved))
            : new OutputDifference("It has not been approved yet.");
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.Delete(received);
        if (difference is null)
        {
            return;
        }

        if (Accepts && difference.IsAcceptable)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
            File.WriteAllBytes(approved, output);
            Output.WriteLine($"accepted: {file}");
            return;
        }

        File.WriteAllBytes(received, output);
        string next = difference.IsAcceptable ? "; if that is as it should be, ./run.sh test --accept takes it." : ".";
        Assert.Fail($"{file} is not what came out.\n{difference.Message}\nWhat came out is in {received}{next}");
    }

    private static OutputDifference? FirstDifference(string approved, string text)
    {
        (string[] before, string[] now) = (Lines(approved), Lines(text));
        int i = before.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return i == before.Length && i == now.Length
            ? null
            : new OutputDifference($"Line {i + 1} is the first to differ:\n  approved: {At(before, i)}\n  received: {At(now, i)}");
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string At(string[] lines, int i) => i < lines.Length ? lines[i] : "(the end)";
}

/// <summary>How an output differs from the approved one.</summary>
internal sealed record OutputDifference(string Message)
{
    /// <summary>Whether a person may accept it. What is known to be a mistake cannot be accepted.</summary>
    public bool IsAcceptable { get; init; } = true;
}
