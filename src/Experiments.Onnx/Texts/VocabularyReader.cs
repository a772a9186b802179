using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Onnx.Configuration;
using Experiments.Reduction;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Texts;

/// <summary>How a model reads texts: a vocabulary with its settings.</summary>
/// <param name="Options">The settings.</param>
/// <param name="Path">The path of the vocabulary.</param>
/// <param name="Hash">SHA-256 of the vocabulary.</param>
internal sealed record VocabularyReader(TokenizerOptions Options, string Path, string Hash)
{
    /// <summary>How a text's vector is made of those of its tokens.</summary>
    public TokenPooling Pooling => Options.Pooling;

    /// <summary>Looks at the vocabulary.</summary>
    /// <exception cref="DataException">It is missing, or none.</exception>
    public static VocabularyReader Open(TokenizerOptions options, string path)
    {
        BertText.Open(path, options);
        return new VocabularyReader(options, path, ContentHash.OfFile(path));
    }

    /// <summary>The tokens of each sample's text.</summary>
    public int[][] Read(SampleSet samples, StageContext context) => BertText.Open(Path, Options).Encode(samples, context);

    /// <summary>Writes the settings as YAML would say them.</summary>
    public JsonObject ToJson() => new(OptionSchema.Values(Options).Select(setting => KeyValuePair.Create(setting.Key, setting.Value switch
    {
        bool truth => (JsonNode)truth,
        int number => number,
        object text => text.ToString(),
        null => null,
    })));
}
