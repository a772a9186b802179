using Experiments.Onnx.Configuration;
using Experiments.Reduction;

namespace Experiments.Onnx.Pretrained;

/// <summary>The settings of a published network's run.</summary>
internal record PretrainedOptions
{
    /// <summary>Threads of every sum; part of the model since it decides how sums are split.</summary>
    [Option("threads of ONNX Runtime; part of the model, since sums are split among them and their last bits follow", Minimum = 1, Maximum = 256)]
    public int Threads { get; init; } = 2;

    /// <summary>As the file that is run.</summary>
    public OnnxOptions On(string file) => new() { File = file, Threads = Threads };
}

/// <summary>The settings of a published text encoder's run.</summary>
internal sealed record SentenceOptions : PretrainedOptions
{
    /// <summary>The longest text; null for what the encoder was trained with.</summary>
    [Option("tokens that a text is cut after, [CLS] and [SEP] among them; auto: as the encoder was made for (minilm 256, arctic 512)", Minimum = 3,
        Maximum = 512)]
    public int? MaxTokens { get; init; }
}
