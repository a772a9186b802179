using System.CommandLine;
using System.CommandLine.Parsing;
using Experiments.Results.Yaml;

namespace Experiments.Cli;

/// <summary>Options and arguments that take one of some words, in any case.</summary>
internal static class Choices
{
    /// <summary>Has an option take these words alone, offer them for completion, and answer others with the nearest.</summary>
    public static void AcceptAnyCase<T>(this Option<T> option, params string[] words)
        where T : class?
    {
        option.CustomParser = result => (T?)(object?)Parsed(option.Name, result, words);
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
    }

    /// <summary>Has an argument take these words alone, offer them for completion, and answer others with the nearest.</summary>
    public static void AcceptAnyCase(this Argument<string> argument, params string[] words)
    {
        argument.CustomParser = result => Parsed(argument.Name, result, words);
        argument.CompletionSources.Clear();
        argument.CompletionSources.Add(words);
    }

    private static string? Parsed(string name, ArgumentResult result, string[] words)
    {
        string text = result.Tokens[0].Value;
        string? word = Array.Find(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (word is null)
        {
            result.AddError($"{name}: got '{text}', expected one of {string.Join(", ", words)}{Spelling.Suggest(text, words)}");
        }

        return word;
    }
}
