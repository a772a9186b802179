using System.CommandLine;
using Experiments.Cli;
using Experiments.Onnx;
using Experiments.Sweeps;

if (args is [RuntimeServer.Command])
{
    return RuntimeServer.Serve();
}

ParseResult parsed = CommandTree.Root.Parse(args);
if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithNotes)
{
    foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
    {
        Console.Error.WriteLine($"experiments: {error.Message}");
    }

    string unknown = parsed.UnmatchedTokens is [string first, ..] ? first : string.Empty;
    string meant = Spelling.Suggest(unknown, parsed.CommandResult.Command.Subcommands.Select(command => command.Name));
    Console.Error.WriteLine($"experiments: see '{CommandTree.PathOf(parsed.CommandResult.Command)} --help'{meant}");
    return ExitCodes.Usage;
}

using Interruption interruption = Interruption.Watch();
int code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, interruption.Token);
return interruption.ExitCode ?? code;
