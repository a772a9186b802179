using Experiments.Data;
using Experiments.Onnx.Configuration;
using Experiments.Results;
using Experiments.Sweeps.Models;
using Microsoft.ML.Tokenizers;

namespace Experiments.Onnx.Texts;

/// <summary>Turns texts into numbers of tokens by a vocabulary of BERT's kind.</summary>
internal sealed class BertText
{
    private readonly BertTokenizer tokenizer;
    private readonly TokenizerOptions options;

    private BertText(BertTokenizer tokenizer, TokenizerOptions options)
    {
        this.tokenizer = tokenizer;
        this.options = options;
    }

    /// <summary>Reads a vocabulary.</summary>
    /// <exception cref="DataException">It is missing, or none.</exception>
    public static BertText Open(string vocabulary, TokenizerOptions options)
    {
        try
        {
            using FileStream stream = File.OpenRead(vocabulary);
            return new BertText(BertTokenizer.Create(stream, Settings(options)), options);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            throw new DataException(
                $"{vocabulary}: cannot be read as a vocabulary, a token a line with [UNK], [CLS], [SEP] and [PAD] among them: {fault.Message}",
                fault);
        }
    }

    /// <summary>The tokens of a text from [CLS] to [SEP], cut after the most that are taken.</summary>
    public int[] Encode(string text)
    {
        string plain = options.LowerCase ? Decompositions.WithoutMarks(text) : text;
        return [.. tokenizer.EncodeToIds(plain, options.MaxTokens, out _, out _)];
    }

    /// <summary>The tokens of each sample's text.</summary>
    /// <exception cref="SweepException">The samples are no texts.</exception>
    public int[][] Encode(SampleSet samples, StageContext context)
    {
        IReadOnlyList<string> texts = samples.Texts ?? throw new SweepException("the model reads texts, these samples have none.");
        int[][] tokens = new int[texts.Count][];
        for (int i = 0; i < tokens.Length; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            tokens[i] = Encode(texts[i]);
        }

        return tokens;
    }

    private static BertOptions Settings(TokenizerOptions options) => new()
    {
        LowerCaseBeforeTokenization = options.LowerCase,
        ApplyBasicTokenization = true,
        IndividuallyTokenizeCjk = true,
        RemoveNonSpacingMarks = false,
    };
}
