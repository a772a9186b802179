using System.CommandLine;
using Experiments.Results.Yaml;

namespace Experiments.Cli.Startup;

/// <summary>From a command line to its command.</summary>
internal static class Start
{
    /// <summary>Runs what the command line asks for and gives its exit code.</summary>
    public static int Run(string[] arguments)
    {
        StandardStreams.Install();
        ParseResult parsed = CommandTree.Root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithNotes)
        {
            return Refuse(parsed);
        }

        using Interruption interruption = Interruption.Watch();
        InvocationConfiguration configuration = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        int code = parsed.InvokeAsync(configuration, interruption.Token).GetAwaiter().GetResult();
        return interruption.ExitCode ?? code;
    }

    private static int Refuse(ParseResult parsed)
    {
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
        {
            Console.Error.WriteLine($"experiments: {message}");
        }

        string unknown = parsed.UnmatchedTokens is [string first, ..] ? first : string.Empty;
        string meant = Spelling.Suggest(unknown, parsed.CommandResult.Command.Subcommands.Select(command => command.Name));
        Console.Error.WriteLine($"experiments: see '{CommandTree.PathOf(parsed.CommandResult.Command)} --help'{meant}");
        return ExitCodes.Usage;
    }
}
