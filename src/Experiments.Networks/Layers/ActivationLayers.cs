namespace Experiments.Networks.Layers;

/// <summary>A function applied to every value.</summary>
internal enum Activation
{
    /// <summary>None: values stay as they are.</summary>
    None,

    /// <summary>The rectifier max(x, 0).</summary>
    Relu,

    /// <summary>x Φ(x) with the normal distribution's Φ, exactly (Hendrycks and Gimpel 2016).</summary>
    Gelu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>x / (1 + e⁻ˣ), also called swish.</summary>
    Silu,
}

/// <summary>An activation function as a layer of its own.</summary>
internal abstract record ActivationLayer : CnnLayer
{
    /// <summary>The activation function of the layer.</summary>
    public abstract Activation Function { get; }
}

/// <summary>A layer of max(x, 0).</summary>
internal sealed record ReluLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override Activation Function => Activation.Relu;
}

/// <summary>A layer of x Φ(x), with the normal distribution function Φ.</summary>
internal sealed record GeluLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override Activation Function => Activation.Gelu;
}

/// <summary>A layer of the hyperbolic tangent.</summary>
internal sealed record TanhLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override Activation Function => Activation.Tanh;
}

/// <summary>x / (1 + e⁻ˣ).</summary>
internal sealed record SiluLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override Activation Function => Activation.Silu;
}
