using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Experiments.Cli;

/// <summary>A command with notes (examples, settings) that its own --help prints below the options.</summary>
internal sealed class NotedCommand(string name, string description, Func<string> notes) : Command(name, description)
{
    /// <summary>The notes; made only when they are printed.</summary>
    public string Notes => notes();
}

/// <summary>The usual help, followed by the command's notes.</summary>
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
        int code = usual.Invoke(parseResult);
        string? notes = parseResult.CommandResult.Command switch
        {
            RootCommand => rootNotes,
            NotedCommand noted => noted.Notes,
            _ => null,
        };
        if (notes is not null)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(notes);
        }

        return code;
    }
}
