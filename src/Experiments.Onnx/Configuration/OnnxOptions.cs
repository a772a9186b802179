using Experiments.Reduction;

namespace Experiments.Onnx.Configuration;

/// <summary>The settings of an ONNX model's run.</summary>
internal sealed record OnnxOptions
{
    /// <summary>The model's file.</summary>
    [Option("the model: an .onnx file, its external data beside it")]
    public string File { get; init; } = string.Empty;

    /// <summary>The input that samples are fed to.</summary>
    [Option("input that samples are fed to", NullMeans = "only")]
    public string? Input { get; init; }

    /// <summary>Inputs beside it, each with the number that all its elements are.</summary>
    public IReadOnlyDictionary<string, double> Inputs { get; init; } = new Dictionary<string, double>();

    /// <summary>The number of samples in a run; null for the model's own number, or 64.</summary>
    [Option("samples a run; auto: the model's own number where it is fixed, else 64", Minimum = 1, Maximum = 65536)]
    public int? BatchSize { get; init; }

    /// <summary>Threads of every sum; part of the model since it decides how sums are split.</summary>
    [Option("threads of ONNX Runtime; part of the model, since sums are split among them and their last bits follow", Minimum = 1, Maximum = 256)]
    public int Threads { get; init; } = 2;

    /// <summary>The seconds that a batch, or loading the model, may take. They are no part of what the model computes.</summary>
    [Option("seconds that a batch, or loading the model, may take; then it is ended", Minimum = 1, Maximum = 2_000_000)]
    public int BatchSeconds { get; init; } = 600;
}
