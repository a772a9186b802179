using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Experiments.Results.Yaml;

namespace Experiments.Cli.Startup;

/// <summary>What is wrong with a command line, a line each, with the word that was most likely meant.</summary>
internal static partial class CommandLineMistakes
{
    /// <summary>
    /// The mistakes; none where there are none. A misspelt option or command comes alone: what else seems wrong mostly follows from it.
    /// </summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        string[] options = [.. UnknownOptions(parsed)];
        return options.Length > 0 ? options
            : UnknownCommand(parsed) is { } command ? [command]
            : [.. parsed.Errors.Select(error => error.Message).Distinct()];
    }

    /// <summary>
    /// Words that look like options and are none; a list of files or folders would take them for names. Behind "--" they are names.
    /// </summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string[] known = [.. command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive))
            .Where(option => !option.Hidden).Select(option => option.Name).Distinct()];
        return parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && OptionLike().IsMatch(token.Value))
            .Select(token => token.Value.Split('=')[0])
            .Select(word => known.Contains(word)
                ? $"the option '{word}' stands before its command; write it behind"
                : $"unknown option '{word}'{Spelling.Suggest(word, known)}");
    }

    private static string? UnknownCommand(ParseResult parsed)
    {
        string[] known = [.. parsed.CommandResult.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name)];
        if (known.Length == 0 || parsed.UnmatchedTokens is not [string word, ..])
        {
            return null;
        }

        string meant = Spelling.Suggest(word, known);
        return $"unknown command '{word}'{(meant.Length > 0 ? meant : $"; there are {string.Join(", ", known)}")}";
    }

    [GeneratedRegex(@"^--?[A-Za-z][A-Za-z0-9-]*(=.*)?$", RegexOptions.Singleline)]
    private static partial Regex OptionLike();
}
