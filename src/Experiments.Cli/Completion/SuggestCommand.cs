using System.CommandLine;

namespace Experiments.Cli.Completion;

/// <summary><c>suggest</c>: what the scripts of <see cref="CompletionCommand"/> ask; hidden from users.</summary>
internal static class SuggestCommand
{
    private static readonly Argument<string[]> Words =
        new("words") { Description = "words of a command line; the last one is being typed", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>The command; prints a suggestion a line, with a tab and a description where there is one.</summary>
    public static Command Create(RootCommand root)
    {
        Command command = new("suggest", "Complete a command line.") { Words };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            foreach (Suggestion suggestion in Suggestions.For(root, parsed.GetValue(Words) ?? []))
            {
                Console.Out.WriteLine(suggestion.Detail.Length == 0 ? suggestion.Text : $"{suggestion.Text}\t{suggestion.Detail}");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
