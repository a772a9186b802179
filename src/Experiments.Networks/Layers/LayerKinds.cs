using Experiments.Sweeps.Models;

namespace Experiments.Networks.Layers;

/// <summary>A layer kind as users meet it.</summary>
/// <param name="Word">The word in YAML.</param>
/// <param name="Prefix">The word that numbered names start with; both pools share one.</param>
/// <param name="Type">The record with its settings.</param>
/// <param name="Main">The setting that may stand alone (<c>conv: 32</c>) and must be given; null when there is none.</param>
/// <param name="Role">What such a layer does, for the choice of layers to show.</param>
internal sealed record LayerKind(string Word, string Prefix, Type Type, string? Main, LayerRole Role = LayerRole.Other)
{
    /// <summary>True when the kind's main setting is a list of layers.</summary>
    public bool HoldsLayers => Main == LayerKinds.LayersSetting;
}

/// <summary>Every layer kind: one line each.</summary>
internal static class LayerKinds
{
    /// <summary>The setting of a residual block that holds its layers.</summary>
    public const string LayersSetting = "layers";

    /// <summary>The kinds, in the order in which help and schema list them.</summary>
    public static IReadOnlyList<LayerKind> All { get; } =
    [
        new("conv", "conv", typeof(ConvLayer), "filters", LayerRole.Convolution),
        new("batchnorm", "batchnorm", typeof(BatchNormLayer), null, LayerRole.Normalization),
        new("relu", "relu", typeof(ReluLayer), null, LayerRole.Nonlinearity),
        new("gelu", "gelu", typeof(GeluLayer), null, LayerRole.Nonlinearity),
        new("tanh", "tanh", typeof(TanhLayer), null, LayerRole.Nonlinearity),
        new("silu", "silu", typeof(SiluLayer), null, LayerRole.Nonlinearity),
        new("maxpool", "pool", typeof(MaxPoolLayer), "size"),
        new("avgpool", "pool", typeof(AveragePoolLayer), "size"),
        new("global_avgpool", "global_avgpool", typeof(GlobalAveragePoolLayer), null),
        new("residual", "residual", typeof(ResidualLayer), LayersSetting),
        new("dropout", "dropout", typeof(DropoutLayer), "rate", LayerRole.Inert),
        new("flatten", "flatten", typeof(FlattenLayer), null),
        new("dense", "dense", typeof(DenseLayer), "units"),
    ];

    /// <summary>The words users choose from.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. All.Select(kind => kind.Word)];

    /// <summary>The kind of a configured layer.</summary>
    public static LayerKind Of(CnnLayer layer) => All.Single(kind => kind.Type == layer.GetType());
}
