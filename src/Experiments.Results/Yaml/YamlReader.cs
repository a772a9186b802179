using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Experiments.Results.Yaml;

/// <summary>
/// Reads one YAML document into <see cref="ConfigNode"/>s that know their places. Anchors, aliases and merge keys work as in YAML 1.1.
/// </summary>
internal sealed class YamlReader
{
    private const int DeepestNesting = 100;

    /// <summary>Values of a file with its aliases written out: aliases of aliases multiply.</summary>
    private const int MostValues = 100_000;
    private readonly string file;
    private readonly ConfigErrors errors;
    private readonly Parser parser;
    private readonly Dictionary<string, (ConfigNode Node, int Values)> anchors = [];
    private int depth;
    private int values;

    private YamlReader(string text, string file, ConfigErrors errors)
    {
        this.file = file;
        this.errors = errors;
        parser = new Parser(new StringReader(text));
    }

    /// <summary>
    /// Reads <paramref name="text"/>; <paramref name="file"/> is the name its places carry. Returns null when it cannot be read at all.
    /// </summary>
    public static ConfigNode? Read(string text, string file, ConfigErrors errors)
    {
        if (text.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c)))
        {
            errors.Add(new ConfigPlace(file, 1, 1), "the file is no text, expected YAML: a mapping (key: value) with name, datasets, reducers, …");
            return null;
        }

        YamlReader reader = new(text, file, errors);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException e)
        {
            reader.Complain(Place(e.Start, file), YamlFaults.Explain(e.Message), text);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet loses its way like this where a flow list is left open.
            reader.Complain(Place(reader.parser.Current?.Start ?? default, file), YamlFaults.Unclosed, text);
        }

        return null;
    }

    /// <summary>Reports what stopped the parser; a tab in the indentation is the cause of whatever else it says.</summary>
    private void Complain(ConfigPlace place, string problem, string text)
    {
        string[] lines = text.Split('\n');
        int tab = Array.FindIndex(lines, line => line[..^line.TrimStart().Length].Contains('\t', StringComparison.Ordinal));
        if (tab >= 0)
        {
            errors.Add(new ConfigPlace(file, tab + 1, lines[tab].IndexOf('\t', StringComparison.Ordinal) + 1),
                "the line is indented with a tab; use spaces");
        }
        else
        {
            errors.Add(place, $"not valid YAML: {problem}");
        }
    }

    private ConfigNode? ReadDocument()
    {
        Advance();
        Advance();
        if (parser.Current is not DocumentStart)
        {
            errors.Add(new ConfigPlace(file, 1, 1), "the file is empty, expected a mapping (key: value) with name, datasets, reducers, …");
            return null;
        }

        Advance();
        ConfigNode root = ReadNode();
        Advance();
        if (parser.Current is DocumentStart second)
        {
            errors.Add(Place(second.Start, file), "a second document begins here; a sweep file holds one");
        }

        return root;
    }

    /// <summary>Reads the node that starts at the current event and moves past it.</summary>
    private ConfigNode ReadNode()
    {
        ParsingEvent start = parser.Current!;
        if (++depth > DeepestNesting)
        {
            throw new YamlException(start.Start, start.End, $"nested deeper than {DeepestNesting} levels");
        }

        int before = values;
        Count(start, 1);
        Advance();
        ConfigNode node = start switch
        {
            Scalar scalar => ConfigNode.Scalar(scalar.Value, Place(scalar.Start, file)),
            SequenceStart => ConfigNode.Sequence(ReadItems(), Place(start.Start, file)),
            MappingStart => ConfigNode.Mapping(ReadEntries(), Place(start.Start, file)),
            AnchorAlias alias => Resolve(alias),
            _ => throw new YamlException(start.Start, start.End, "expected a value"),
        };
        if (start is NodeEvent { Anchor: { IsEmpty: false } anchor })
        {
            anchors[anchor.Value] = (node, values - before);
        }

        depth--;
        return node;
    }

    private List<ConfigNode> ReadItems()
    {
        List<ConfigNode> items = [];
        while (parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode());
        }

        Advance();
        return items;
    }

    private List<ConfigEntry> ReadEntries()
    {
        List<ConfigEntry> entries = [];
        List<ConfigEntry> merged = [];
        while (parser.Current is not MappingEnd)
        {
            ConfigNode key = ReadNode();
            ConfigNode value = ReadNode();
            if (key.Kind != ConfigNodeKind.Scalar)
            {
                errors.Add(key, "a key must be a single word");
            }
            else if (value is { Kind: ConfigNodeKind.Scalar, Text: "" } && key.Text!.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon)
            {
                errors.Add(key, $"a ':' needs a space after it; write {key.Text[..colon]}: {key.Text[(colon + 1)..]}");
            }
            else if (key.Text == "<<")
            {
                merged.AddRange(Merged(value));
            }
            else if (entries.Find(entry => entry.Key == key.Text) is { } first)
            {
                errors.Add(key, $"'{key.Text}' is given twice; the first is at line {first.KeyPlace.Line}");
            }
            else
            {
                entries.Add(new ConfigEntry(key.Text!, key.Place, value));
            }
        }

        Advance();
        return [.. entries, .. merged.DistinctBy(entry => entry.Key).Where(entry => !entries.Exists(own => own.Key == entry.Key))];
    }

    private IReadOnlyList<ConfigEntry> Merged(ConfigNode value)
    {
        IReadOnlyList<ConfigNode> sources = value.Kind == ConfigNodeKind.Sequence ? value.Items : [value];
        if (sources.FirstOrDefault(source => source.Kind != ConfigNodeKind.Mapping) is { } wrong)
        {
            errors.Add(wrong, "'<<' merges a mapping or a list of mappings");
            return [];
        }

        return [.. sources.SelectMany(source => source.Entries)];
    }

    private ConfigNode Resolve(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out (ConfigNode Node, int Values) anchor))
        {
            throw new YamlException(alias.Start, alias.End, $"the alias *{alias.Value.Value} stands before, or inside, the anchor it names");
        }

        Count(alias, anchor.Values);
        return anchor.Node;
    }

    private void Count(ParsingEvent at, int more)
    {
        values += more;
        if (values > MostValues)
        {
            throw new YamlException(at.Start, at.End, $"more than {MostValues} values, with aliases written out");
        }
    }

    private void Advance() => parser.MoveNext();

    private static ConfigPlace Place(Mark mark, string file) => new(file, (int)mark.Line, (int)mark.Column);
}
