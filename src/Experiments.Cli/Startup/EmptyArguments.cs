using System.CommandLine;
using System.CommandLine.Parsing;

namespace Experiments.Cli.Startup;

/// <summary>
/// An empty text is no path, no name and no number: most often a variable of the shell was not set. Every command refuses it in the same way.
/// </summary>
internal static class EmptyArguments
{
    /// <summary>Makes a command and those below it refuse empty arguments and options.</summary>
    public static void Refuse(Command command)
    {
        foreach (Argument argument in command.Arguments)
        {
            argument.Validators.Add(result => Check(result, argument.Name));
        }

        foreach (Option option in command.Options)
        {
            option.Validators.Add(result => Check(result, option.Name));
        }

        foreach (Command below in command.Subcommands)
        {
            Refuse(below);
        }
    }

    private static void Check(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"{name}: got '', expected something; leave it out, or look whether a variable is empty");
        }
    }
}
