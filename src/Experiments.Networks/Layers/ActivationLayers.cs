namespace Experiments.Networks;

/// <summary>A function applied to every value.</summary>
internal enum Activation
{
    /// <summary>None: values stay as they are.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x Φ(x) with the normal distribution's Φ, exactly (Hendrycks and Gimpel 2016).</summary>
    Gelu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>x / (1 + e⁻ˣ), also called swish.</summary>
    Silu,
}

/// <summary>An activation function as a layer of its own.</summary>
internal abstract record ActivationLayer : CnnLayer
{
    /// <summary>The function.</summary>
    public abstract Activation Function { get; }
}

/// <summary>max(x, 0).</summary>
internal sealed record ReluLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override Activation Function => Activation.Relu;
}

/// <summary>x Φ(x).</summary>
internal sealed record GeluLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override Activation Function => Activation.Gelu;
}

/// <summary>Hyperbolic tangent.</summary>
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
