using System.Globalization;
using Experiments.Data;
using Experiments.Data.Sources;
using Experiments.Onnx.Configuration;
using Experiments.Onnx.Files;
using Experiments.Onnx.Texts;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Onnx.Models;

/// <summary>Reads a model's settings and looks into its file, collecting every problem.</summary>
internal sealed class OnnxReader(DataContext data, ConfigErrors errors)
{
    private const string FileKey = "file";
    private const string PreprocessingKey = "preprocessing";
    private const string InputsKey = "inputs";
    private const string TokenizerKey = "tokenizer";

    /// <summary>The model, or null when something about it is wrong.</summary>
    public OnnxModel? Read(ConfigNode node)
    {
        int before = errors.Problems.Count;
        OnnxOptions options = OptionBinder.Bind<OnnxOptions>(node, errors, "name", "kind", PreprocessingKey, InputsKey, TokenizerKey);
        options = options with { Inputs = ReadInputs(node[InputsKey]) };
        Preprocessing preprocessing = node[PreprocessingKey] is { } section ? new PreprocessingReader(errors).Read(section) : new Preprocessing();
        VocabularyReader? reader = node[TokenizerKey] is { } texts ? ReadTokenizer(node, texts) : null;
        OnnxFile? file = ReadFile(node, options.File);
        return file is not null && errors.Problems.Count == before ? new OnnxModel(options, preprocessing, reader, file, data.Cancellation) : null;
    }

    private VocabularyReader? ReadTokenizer(ConfigNode node, ConfigNode section)
    {
        foreach (ConfigEntry other in node.Entries.Where(entry => entry.Key is PreprocessingKey or InputsKey or "input"))
        {
            errors.Add(other.KeyPlace, $"{other.Key}: a model with a tokenizer takes texts alone, whose inputs have the usual names; leave it out");
        }

        TokenizerOptions options = OptionBinder.Bind<TokenizerOptions>(section, errors);
        if (options.File.Length == 0)
        {
            errors.Add(section["file"] ?? section, "tokenizer: no vocabulary given; say file: vocab.txt");
            return null;
        }

        try
        {
            return VocabularyReader.Open(options, data.Resolve(options.File));
        }
        catch (DataException fault)
        {
            errors.Add(section["file"] ?? section, $"tokenizer: {fault.Message}");
            return null;
        }
    }

    private Dictionary<string, double> ReadInputs(ConfigNode? node)
    {
        Dictionary<string, double> inputs = [];
        if (node is { Kind: not ConfigNodeKind.Mapping })
        {
            errors.Add(
                node,
                $"inputs: got {node.Describe()}, expected the inputs beside that of the samples, each with its value, as in {{mask: 1}}");
        }

        foreach (ConfigEntry entry in node?.Entries ?? [])
        {
            if (Number(entry.Value.Text) is { } number)
            {
                inputs[entry.Key] = number;
            }
            else
            {
                errors.Add(entry.Value,
                    $"inputs: {entry.Key}: got {entry.Value.Describe()}, expected the number that all its elements are, or true or false");
            }
        }

        return inputs;
    }

    private static double? Number(string? text) => text switch
    {
        "true" => 1,
        "false" => 0,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null,
    };

    private OnnxFile? ReadFile(ConfigNode node, string path)
    {
        if (path.Length == 0)
        {
            errors.Add(node[FileKey] ?? node, "file: no model given; say file: MODEL.onnx");
            return null;
        }

        try
        {
            return OnnxFile.Read(data.Resolve(path));
        }
        catch (DataException fault)
        {
            errors.Add(node[FileKey]!, $"file: {fault.Message}");
            return null;
        }
    }
}
