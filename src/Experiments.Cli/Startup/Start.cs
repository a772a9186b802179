using System.CommandLine;

namespace Experiments.Cli.Startup;

/// <summary>From a command line to its command.</summary>
internal static class Start
{
    /// <summary>Runs what the command line asks for and gives its exit code.</summary>
    public static int Run(string[] arguments)
    {
        StandardStreams.Install();
        ParseResult parsed = CommandTree.For(arguments).Parse(arguments);
        IReadOnlyList<string> mistakes = parsed.Action is HelpWithNotes ? [] : CommandLineMistakes.Of(parsed);
        if (mistakes.Count > 0)
        {
            return Refuse(parsed, mistakes);
        }

        using Interruption interruption = Interruption.Watch();
        InvocationConfiguration configuration = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        int code = parsed.InvokeAsync(configuration, interruption.Token).GetAwaiter().GetResult();
        return interruption.ExitCode ?? code;
    }

    private static int Refuse(ParseResult parsed, IReadOnlyList<string> mistakes)
    {
        foreach (string mistake in mistakes)
        {
            Console.Error.WriteLine($"experiments: {mistake}");
        }

        Console.Error.WriteLine($"experiments: see '{CommandTree.PathOf(parsed.CommandResult.Command)} --help'");
        return ExitCodes.Usage;
    }
}
