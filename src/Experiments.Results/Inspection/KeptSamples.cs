using System.Text.Json.Serialization;
using Experiments.Results.Records;

namespace Experiments.Results.Inspection;

/// <summary>The most telling samples that a sweep keeps of a model, as its last reduced layer has them: the report prints them from here.</summary>
public sealed record KeptSamples
{
    /// <summary>The id of that layer.</summary>
    public required string LayerId { get; init; }

    /// <summary>Shape of the kept maps; null without any.</summary>
    public KeptMaps? Maps { get; init; }

    /// <summary>The samples, most telling first.</summary>
    public required IReadOnlyList<KeptSample> Samples { get; init; }
}

/// <summary>A sample that was kept, with its answer and its places.</summary>
public sealed record KeptSample
{
    /// <summary>The place of the sample in its dataset, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>The reason why the sample was kept.</summary>
    public required SampleReason Reason { get; init; }

    /// <summary>
    /// The number of the <see cref="Judged"/> that do not belong there: samples of other classes, or without labels those that are far in the layer.
    /// </summary>
    public int Strangers { get; init; }

    /// <summary>Samples nearest to it in the pictures that place by neighbours, all pictures together.</summary>
    public int Judged { get; init; }

    /// <summary>The class that the model takes the sample for; null for a model that was not trained to tell.</summary>
    public Prediction? Prediction { get; init; }

    /// <summary>The vector that the answer is read from; null without layers.</summary>
    public UnitVector? Vector { get; init; }

    /// <summary>The samples nearest to it in the layer.</summary>
    public required NearSamples Nearest { get; init; }
}

/// <summary>Shape of feature maps, as in <see cref="FeatureMaps"/>.</summary>
public sealed record KeptMaps(string Layer, string? Convolution, int Channels, int Height, int Width);

/// <summary>The reasons for keeping a sample.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleReason>))]
public enum SampleReason
{
    /// <summary>The sweep file names it.</summary>
    Picked,

    /// <summary>No other sample has more strangers around it.</summary>
    Misplaced,

    /// <summary>Nearest to the mean of its class in the layer.</summary>
    Typical,
}

/// <summary>A linear map that stands for a picture; its numbers lie beside it, mean first, then the weights of each axis.</summary>
public sealed record MapDescription
{
    /// <summary>True when the picture is that map (PCA); else a ridge regression fitted to it.</summary>
    public required bool Exact { get; init; }

    /// <summary>The place of the mean sample on each axis.</summary>
    public required IReadOnlyList<double> Intercepts { get; init; }

    /// <summary>The quality of the regression on each axis; empty for an exact map.</summary>
    public IReadOnlyList<Reduction.RidgeAxis> Axes { get; init; } = [];
}
