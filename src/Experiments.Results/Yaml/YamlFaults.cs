namespace Experiments.Results.Yaml;

/// <summary>Says in a user's words what stopped the YAML parser.</summary>
internal static class YamlFaults
{
    /// <summary>The message for an unclosed bracket, at which the parser loses its way without a message of its own.</summary>
    public const string Unclosed = "a bracket or a quote that opens here is not closed";

    private static readonly (string Fragment, string Explanation)[] Known =
    [
        ("found invalid mapping",
            "a second ': ' within one value; begin the keys of one mapping in the same column, put a space after each ':', or quote the value"),
        ("did not find expected key", OutOfLine),
        ("did not find expected '-' indicator", OutOfLine),
        ("',' or ']'", "a ',' or the closing ']' is missing before this"),
        ("',' or '}'", "a ',' or the closing '}' is missing before this"),
        ("unexpected end of stream", "the quote that opens here is not closed"),
        ("quoted scalar, found wrong indentation", "the quote that opens here is not closed on its line"),
        ("cannot start any token", "a value cannot begin with this character; put the value in quotes"),
        ("unknown escape character", "a backslash in double quotes begins a special character; use single quotes"),
        ("expected node content", "a bracket closes here that was not opened"),
        ("block sequence entries are not allowed", "a list begins on the line below its key, each entry with '- '"),
        ("<document end>", "the content of the file is complete before this; a sweep file is one mapping (key: value) of sections"),
        ("<document start>", "a line cannot begin with '%'"),
    ];

    private const string OutOfLine =
        "this does not go on what stands before it; begin the keys of one mapping, and the entries of one list, in the same column, and let nothing "
        + "follow a closing quote or bracket";

    /// <summary>The explanation of a parser's message; the message itself, as the rest of a sentence, when it is a rare one.</summary>
    public static string Explain(string message) =>
        Known.FirstOrDefault(known => message.Contains(known.Fragment, StringComparison.Ordinal)).Explanation
        ?? char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
