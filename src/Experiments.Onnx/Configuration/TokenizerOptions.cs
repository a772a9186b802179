using Experiments.Reduction;

namespace Experiments.Onnx.Configuration;

/// <summary>How a text's vector is made of those of its tokens.</summary>
internal enum TokenPooling
{
    /// <summary>The mean over the text's tokens.</summary>
    Mean,

    /// <summary>The vector of the first token, [CLS].</summary>
    First,
}

/// <summary>The settings by which texts become the numbers that a model reads: those of BERT.</summary>
internal sealed record TokenizerOptions
{
    /// <summary>The vocabulary.</summary>
    [Option("vocabulary of BERT's kind: vocab.txt, a token a line")]
    public string File { get; init; } = string.Empty;

    /// <summary>Whether the vocabulary is of lower-case letters without accents.</summary>
    [Option("whether letters are made lower-case and lose their accents first, as uncased vocabularies want")]
    public bool LowerCase { get; init; } = true;

    /// <summary>The longest text.</summary>
    [Option("tokens that a text is cut after, [CLS] and [SEP] among them", Minimum = 3, Maximum = 8192)]
    public int MaxTokens { get; init; } = 256;

    /// <summary>How a text's vector is made of those of its tokens.</summary>
    [Option("a text's vector of those of its tokens: mean, or first: that of [CLS]")]
    public TokenPooling Pooling { get; init; }
}
