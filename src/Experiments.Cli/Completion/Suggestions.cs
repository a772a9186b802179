using System.CommandLine;
using System.CommandLine.Completions;

namespace Experiments.Cli.Completion;

/// <summary>A word that may stand where the cursor is, and what it means.</summary>
internal sealed record Suggestion(string Text, string Detail);

/// <summary>Completes a command line. No suggestion means that the shell should offer files.</summary>
internal static class Suggestions
{
    /// <summary>Lists the words that may stand in place of the last of <paramref name="words"/>, the words after the program's name.</summary>
    public static IReadOnlyList<Suggestion> For(RootCommand root, IReadOnlyList<string> words)
    {
        string typed = words.Count == 0 ? string.Empty : words[^1];
        string[] before = [.. words.SkipLast(1)];
        ParseResult parsed = root.Parse(before);
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0)
        {
            return [];
        }

        Option[] options = [.. Known(parsed)];
        if (before.Length > 0 && options.FirstOrDefault(option => TakesValue(option) && Names(option).Contains(before[^1])) is { } waiting)
        {
            return Starting(typed, Values(waiting.CompletionSources, root, words));
        }

        Suggestion[] free = [.. options.Where(option => IsFree(option, parsed))
            .Select(option => new Suggestion(option.Name, option.Description ?? string.Empty))];
        if (typed.StartsWith('-'))
        {
            return Starting(typed, free);
        }

        Argument? argument = command.Arguments.FirstOrDefault(argument =>
            (parsed.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MaximumNumberOfValues);
        if (argument is null && command.Subcommands.Count == 0)
        {
            return Starting(typed, free);
        }

        IEnumerable<Suggestion> commands = command.Subcommands.Where(sub => !sub.Hidden)
            .Select(sub => new Suggestion(sub.Name, sub.Description ?? string.Empty));
        return Starting(typed, [.. commands, .. argument is null ? [] : Values(argument.CompletionSources, root, words)]);
    }

    /// <summary>The command's options and those that its parents hand down.</summary>
    private static IEnumerable<Option> Known(ParseResult parsed) => parsed.CommandResult.Command.Options
        .Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Distinct().Where(option => !option.Hidden);

    private static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);

    private static bool IsFree(Option option, ParseResult parsed) =>
        option.Arity.MaximumNumberOfValues > 1 || parsed.GetResult(option) is null or { Implicit: true };

    private static IEnumerable<string> Names(Option option) => [option.Name, .. option.Aliases];

    private static IEnumerable<Suggestion> Values(IEnumerable<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, RootCommand root,
        IReadOnlyList<string> words)
    {
        CompletionContext context = root.Parse([.. words]).GetCompletionContext();
        return sources.SelectMany(source => source(context)).Select(item => new Suggestion(item.Label, item.Detail ?? string.Empty));
    }

    private static Suggestion[] Starting(string typed, IEnumerable<Suggestion> suggestions) =>
        [.. suggestions.Where(suggestion => suggestion.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))];
}
