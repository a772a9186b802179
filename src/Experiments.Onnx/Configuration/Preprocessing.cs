using System.Text.Json.Nodes;
using Experiments.Reduction;

namespace Experiments.Onnx.Configuration;

/// <summary>In which order a model takes an image's values.</summary>
internal enum Layout
{
    /// <summary>The order channels, height, width.</summary>
    Nchw,

    /// <summary>The order height, width, channels.</summary>
    Nhwc,
}

/// <summary>The channels that a model can take.</summary>
internal enum ChannelOrder
{
    /// <summary>Red, green, blue; a grey image three times.</summary>
    Rgb,

    /// <summary>Blue, green, red; a grey image three times.</summary>
    Bgr,

    /// <summary>One: a colour image's luma (ITU-R BT.601).</summary>
    Grey,
}

/// <summary>The steps by which images become a model's input: resized, channels chosen, then (value × scale − mean) / std.</summary>
internal sealed record Preprocessing
{
    /// <summary>In which order values lie.</summary>
    [Option("order of an image's values")]
    public Layout Layout { get; init; } = Layout.Nchw;

    /// <summary>The channels that the model takes; null for the images' own.</summary>
    [Option("channels the model takes", NullMeans = "dataset")]
    public ChannelOrder? Channels { get; init; }

    /// <summary>The factor that bytes are multiplied with first; a model of bytes takes them as they are.</summary>
    public Factor Scale { get; init; } = new("1/255", 1 / 255.0);

    /// <summary>Height and width that images are resized to; null for the images' own.</summary>
    public (int Height, int Width)? Size { get; init; }

    /// <summary>Subtracted: one value, or one a channel in the model's order.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [0];

    /// <summary>Divided by: one value, or one a channel in the model's order.</summary>
    public IReadOnlyList<double> Std { get; init; } = [1];

    /// <summary>True when nothing was asked for.</summary>
    public bool IsDefault => JsonNode.DeepEquals(ToJson(), new Preprocessing().ToJson());

    /// <summary>True when values are scaled or centred in a way of one's own.</summary>
    public bool IsScaled
    {
        get
        {
            Preprocessing usual = new();
            return Scale.Value != usual.Scale.Value || !Mean.SequenceEqual(usual.Mean) || !Std.SequenceEqual(usual.Std);
        }
    }

    /// <summary>Channels of the model for images of <paramref name="own"/> channels.</summary>
    public int ChannelCount(int own) => Channels switch { null => own, ChannelOrder.Grey => 1, _ => 3 };

    /// <summary>Writes the settings as YAML would say them.</summary>
    public JsonObject ToJson() => new()
    {
        ["layout"] = OptionSchema.SnakeCase(Layout.ToString()),
        ["size"] = Size is { } size ? new JsonArray(size.Height, size.Width) : "dataset",
        ["scale"] = Scale.Text,
        ["mean"] = List(Mean),
        ["std"] = List(Std),
        ["channels"] = Channels is { } channels ? OptionSchema.SnakeCase(channels.ToString()) : "dataset",
    };

    private static JsonArray List(IReadOnlyList<double> values) => [.. values.Select(value => (JsonNode)value)];
}

/// <summary>A number as written, a fraction perhaps: "1/255".</summary>
internal sealed record Factor(string Text, double Value);
