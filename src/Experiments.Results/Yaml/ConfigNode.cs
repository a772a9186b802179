using Experiments.Data;

namespace Experiments.Results.Yaml;

/// <summary>The kinds of YAML nodes.</summary>
public enum ConfigNodeKind
{
    /// <summary>A single value.</summary>
    Scalar,

    /// <summary>A list of nodes.</summary>
    Sequence,

    /// <summary>A mapping of names to nodes.</summary>
    Mapping,
}

/// <summary>An immutable YAML node that knows its place in its file, so that every complaint can point at it.</summary>
public sealed class ConfigNode
{
    private const int LongestQuote = 60;

    private ConfigNode(ConfigNodeKind kind, ConfigPlace place)
    {
        Kind = kind;
        Place = place;
    }

    /// <summary>The kind of the node.</summary>
    public ConfigNodeKind Kind { get; }

    /// <summary>The place where the node stands.</summary>
    public ConfigPlace Place { get; }

    /// <summary>A scalar's text as written (without quotes); null otherwise.</summary>
    public string? Text { get; private init; }

    /// <summary>A list's items; empty otherwise.</summary>
    public IReadOnlyList<ConfigNode> Items { get; private init; } = [];

    /// <summary>A mapping's entries in file order; empty otherwise.</summary>
    public IReadOnlyList<ConfigEntry> Entries { get; private init; } = [];

    /// <summary>A mapping's value by key, or null.</summary>
    public ConfigNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;

    /// <summary>
    /// Returns the words by which complaints call the node: "'text'" (the beginning of a long one), "nothing", "a list" or "a mapping".
    /// </summary>
    public string Describe() => Kind switch
    {
        ConfigNodeKind.Scalar when Text!.Length == 0 => "nothing",
        ConfigNodeKind.Scalar => $"'{Beginning(Text!)}'",
        ConfigNodeKind.Sequence => "a list",
        _ => "a mapping",
    };

    private static string Beginning(string text)
    {
        string line = text.Split('\r', '\n')[0];
        return line.Length > LongestQuote ? $"{line[..LongestQuote]}…" : line.Length < text.Length ? $"{line}…" : line;
    }

    /// <summary>Makes a node of a single value.</summary>
    public static ConfigNode Scalar(string text, ConfigPlace place) => new(ConfigNodeKind.Scalar, place) { Text = text };

    /// <summary>Makes a node of a list.</summary>
    public static ConfigNode Sequence(IReadOnlyList<ConfigNode> items, ConfigPlace place) => new(ConfigNodeKind.Sequence, place) { Items = items };

    /// <summary>Makes a node of a mapping.</summary>
    public static ConfigNode Mapping(IReadOnlyList<ConfigEntry> entries, ConfigPlace place) =>
        new(ConfigNodeKind.Mapping, place) { Entries = entries };
}

/// <summary>One entry of a mapping; <paramref name="KeyPlace"/> is where the key stands.</summary>
public sealed record ConfigEntry(string Key, ConfigPlace KeyPlace, ConfigNode Value);

/// <summary>A place in a file; line and column count from 1. A value set on the command line has its flag as the file and line 0.</summary>
public readonly record struct ConfigPlace(string File, int Line, int Column)
{
    /// <summary>Writes the place as "file:line:column".</summary>
    public override string ToString() => Line == 0 ? OneLine.Of(File) : FormattableString.Invariant($"{OneLine.Of(File)}:{Line}:{Column}");
}

/// <summary>One problem in a configuration.</summary>
public sealed record ConfigProblem(ConfigPlace Place, string Message)
{
    /// <summary>Writes the complaint as "file:line:column: message".</summary>
    public override string ToString() => $"{Place}: {OneLine.Of(Message)}";
}

/// <summary>Collects every problem of a configuration, so that all are reported at once.</summary>
public sealed class ConfigErrors
{
    private const int Most = 50_000;
    private readonly List<ConfigProblem> problems = [];

    /// <summary>The problems so far, in order of discovery.</summary>
    public IReadOnlyList<ConfigProblem> Problems => problems;

    /// <summary>Adds a problem at a node.</summary>
    public void Add(ConfigNode at, string message)
    {
        ArgumentNullException.ThrowIfNull(at);
        Add(at.Place, message);
    }

    /// <summary>Adds a problem at a place.</summary>
    public void Add(ConfigPlace place, string message) => problems.Add(new ConfigProblem(place, message));

    /// <summary>Adds that nobody reads a key, with the nearest one that somebody does.</summary>
    public void AddUnknownKey(ConfigEntry entry, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Add(entry.KeyPlace, entry.Key.Length > 0 && entry.Key.All(char.IsAsciiDigit)
            ? $"'{entry.Key}' is no key; write thousands without a comma, and a list of numbers as [5, 15, 50]"
            : $"unknown key '{entry.Key}'{Spelling.Suggest(entry.Key, known)}; known keys: {string.Join(", ", known)}");
    }

    /// <summary>
    /// Tells whether something that multiplies is few enough to be spelled out, and complains when it is not. A slip of the keyboard must not fill
    /// the memory.
    /// </summary>
    internal bool Fits(ConfigPlace place, double count, string what)
    {
        if (count > Most)
        {
            Add(place, FormattableString.Invariant(
                $"{count:0.###e0} {what}; a sweep spells out {Most} at most: use fewer values or seeds, or several sweep files"));
        }

        return count <= Most;
    }

    /// <summary>Throws when there are problems: one line each, in file order.</summary>
    /// <exception cref="SweepException">There is at least one problem.</exception>
    public void ThrowIfAny()
    {
        if (problems.Count > 0)
        {
            throw new SweepException(
                string.Join('\n', problems.Distinct().OrderBy(p => p.Place.File, StringComparer.Ordinal).ThenBy(p => p.Place.Line)
                    .ThenBy(p => p.Place.Column)));
        }
    }
}
