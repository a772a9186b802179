using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Onnx.Configuration;
using Experiments.Onnx.Files;
using Experiments.Onnx.Packages;
using Experiments.Onnx.Running;
using Experiments.Onnx.Texts;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Pretrained;

/// <summary>A published encoder of sentences: BERT's architecture, six layers of 384 numbers a token, a vector of length 1 for a text.</summary>
internal sealed record EncoderFacts(Weights Weights, TokenPooling Pooling, int MaxTokens, IReadOnlyList<NamedTensor> Tensors)
{
    private const string Last = "last_hidden_state";
    private const int Width = 384;

    /// <summary>The layer that is a text's vector: the pooled last layer at length 1.</summary>
    public const string Sentence = "sentence";

    /// <summary>Trained to tell which sentences follow each other, distilled from a larger model; a text is the mean over its tokens.</summary>
    public static readonly EncoderFacts MiniLm = new(
        new Weights(
            Package("MiniLM", 83_407_760, "4a64cee3d4134bbdc86eed96e1a660efec58975417204ecfcf134140edb6e0e2"),
            "MIT, as the package states; upstream (all-MiniLM-L6-v2) Apache-2.0",
            "Reimers, Gurevych (2019), Sentence-BERT, EMNLP; Wang et al. (2020), MiniLM, NeurIPS; weights all-MiniLM-L6-v2"),
        TokenPooling.Mean, 256, Named("146", "275", "404", "533", "662", "791", Last));

    /// <summary>Trained to find the passage that answers a question; a text is its first token.</summary>
    public static readonly EncoderFacts Arctic = new(
        new Weights(
            Package("ArcticXs", 83_395_613, "cf2698d30ff05da02c70a088313bad56e5c2f401d734cb24a8390d446111936c"),
            "MIT, as the package states; upstream (snowflake-arctic-embed-xs) Apache-2.0",
            "Merrick, Xu, Nuti, Campos (2024), Arctic-Embed, arXiv:2405.05374; weights snowflake-arctic-embed-xs"),
        TokenPooling.First, 512,
        Named(
        [
            "/embeddings/LayerNorm/Add_1_output_0",
            .. Enumerable.Range(0, 5).Select(layer => $"/encoder/layer.{layer}/output/LayerNorm/Add_1_output_0"), Last,
        ]));

    private static PublishedPackage Package(string name, long bytes, string network)
    {
        string library = $"lib/netstandard2.1/SentenceTransformers.{name}.dll";
        string resources = $"SentenceTransformers.{name}.Resources";
        return new PublishedPackage($"SentenceTransformers.{name}", "24.9.52193", bytes,
        [
            new("model.onnx", library, network, $"{resources}.model.onnx"),
            new("vocab.txt", library, "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f", $"{resources}.vocab.txt"),
        ]);
    }

    private static NamedTensor[] Named(params string[] tensors) =>
    [
        .. tensors.Select((tensor, layer) => new NamedTensor(layer == 0 ? "embeddings" : $"layer{layer}", tensor, Width)),
        new NamedTensor(Sentence, tensors[^1], Width),
    ];
}

/// <summary>A published encoder of sentences with its settings.</summary>
internal sealed class SentenceEncoder(EncoderFacts facts, SentenceOptions options, DataContext data) : PublishedNetwork(facts.Weights, data)
{
    private readonly int maxTokens = options.MaxTokens ?? facts.MaxTokens;

    /// <inheritdoc/>
    public override JsonObject Parameters => new() { ["threads"] = options.Threads, ["max_tokens"] = maxTokens };

    /// <inheritdoc/>
    protected override IReadOnlyList<NamedTensor> Tensors => facts.Tensors;

    /// <inheritdoc/>
    protected override string? Mismatch(DatasetInfo dataset) => dataset.HasTexts
        ? null : "it reads texts, and these samples are none; use kind: pixels for rows of numbers, resnet18 for images";

    /// <inheritdoc/>
    protected override IReadOnlyList<Matrix> Compute(SampleSet samples, IReadOnlyList<LayerRequest> layers, StageContext context)
    {
        (OnnxFile network, IReadOnlyList<string> others) = Files;
        BertText tokenizer = BertText.Open(others[0], new TokenizerOptions { MaxTokens = maxTokens });
        int[][] texts = tokenizer.Encode(samples, context);
        string[] wanted = [.. layers.Select(layer => facts.Tensors.First(tensor => tensor.Name == layer.Name).Tensor)];
        string[] tensors = [.. wanted.Distinct()];
        using OnnxSession session = OnnxSession.Open(
            network, options.On(network.Path), facts.Tensors.Select(tensor => tensor.Tensor).Distinct(), context.Cancellation);
        IReadOnlyList<Matrix> vectors = new TokenOutputs(session, TokenInput.Of(session), facts.Pooling, null).Compute(texts, tensors, context);
        Matrix[] chosen = [.. wanted.Select(tensor => vectors[Array.IndexOf(tensors, tensor)])];
        return [.. layers.Zip(chosen, (layer, own) => layer.Name == EncoderFacts.Sentence ? OfLengthOne(own) : own)];
    }

    private static Matrix OfLengthOne(Matrix vectors)
    {
        Matrix result = new(vectors.Rows, vectors.Columns);
        for (int i = 0; i < vectors.Rows; i++)
        {
            double length = 0;
            foreach (float value in vectors.Row(i))
            {
                length += (double)value * value;
            }

            for (int c = 0; c < vectors.Columns; c++)
            {
                result.Row(i)[c] = (float)(vectors[i, c] / Math.Sqrt(length));
            }
        }

        return result;
    }
}
