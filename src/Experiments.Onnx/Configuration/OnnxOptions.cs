using Experiments.Reduction;

namespace Experiments.Onnx;

/// <summary>How an ONNX model is run.</summary>
internal sealed record OnnxOptions
{
    /// <summary>The file.</summary>
    [Option("the model: an .onnx file, its external data beside it")]
    public string File { get; init; } = string.Empty;

    /// <summary>The input that samples are fed to.</summary>
    [Option("input that samples are fed to", NullMeans = "only")]
    public string? Input { get; init; }

    /// <summary>Inputs beside it, each with the number that all its elements are.</summary>
    public IReadOnlyDictionary<string, double> Inputs { get; init; } = new Dictionary<string, double>();

    /// <summary>Samples a run.</summary>
    [Option("samples a run; auto: the model's own number where it is fixed, else 64", Minimum = 1, Maximum = 65536)]
    public int? BatchSize { get; init; }

    /// <summary>Threads of every sum; part of the model since it decides how sums are split.</summary>
    [Option("threads of ONNX Runtime; part of the model, since sums are split among them and their last bits follow", Minimum = 1, Maximum = 256)]
    public int Threads { get; init; } = 2;

    /// <summary>How long a batch, or loading the model, may take. No part of what it computes.</summary>
    [Option("seconds that a batch, or loading the model, may take; then it is ended", Minimum = 1, Maximum = 2_000_000)]
    public int BatchSeconds { get; init; } = 600;
}
