using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Experiments.Cli;

/// <summary>A command with notes (examples, settings) that its own --help prints below the options.</summary>
internal sealed class NotedCommand(string name, string description, Func<ParseResult, string> notes) : Command(name, description)
{
    /// <summary>Notes that depend on nothing else on the command line.</summary>
    public NotedCommand(string name, string description, Func<string> notes)
        : this(name, description, _ => notes())
    {
    }

    /// <summary>Exit codes of this command beside those of every command.</summary>
    public IReadOnlyList<int> OwnExitCodes { get; set; } = [];

    /// <summary>The notes; made only when they are printed.</summary>
    public string Notes(ParseResult parsed) => notes(parsed);
}

/// <summary>The usual help, followed by the command's notes and exit codes.</summary>
internal sealed class HelpWithNotes(HelpAction usual, string rootNotes) : SynchronousCommandLineAction
{
    /// <summary>Makes --help of <paramref name="root"/> and all its commands print notes.</summary>
    public static void Install(RootCommand root, string rootNotes)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithNotes((HelpAction)help.Action!, rootNotes);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int width = HelpText.Width;
        usual.MaxWidth = width;
        int code = usual.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        string notes = command is RootCommand ? rootNotes : (command as NotedCommand)?.Notes(parseResult) ?? string.Empty;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (notes.Length > 0)
        {
            output.WriteLine(HelpText.Fit(notes, width));
        }

        output.Write(HelpText.ExitCodes(command, width));
        return code;
    }
}
