namespace Experiments.Reduction;

/// <summary>A reducer as users meet it: its name in YAML and on the command line, its settings, and how to make one.</summary>
/// <param name="Kind">The name users type, e.g. "tsne".</param>
/// <param name="Title">The name people read, e.g. "t-SNE".</param>
/// <param name="Version">Raised by hand whenever the same input would give other bytes; part of every cache key.</param>
/// <param name="OptionsType">The record that holds its settings.</param>
/// <param name="Create">Makes a reducer with those settings.</param>
/// <param name="Reference">The paper it follows.</param>
public sealed record ReducerDescriptor(
    string Kind, string Title, int Version, Type OptionsType, Func<ReducerOptions, IReducer> Create, string Reference)
{
    /// <summary>True when the reducer learns from labels whatever its settings are.</summary>
    public bool UsesLabels => Defaults.UsesLabels;

    /// <summary>The axes of its pictures with the default settings.</summary>
    public PictureAxes Axes => Defaults.Axes;

    private ReducerOptions Defaults => (ReducerOptions)OptionSchema.Create(OptionsType, new Dictionary<string, object?>());
}
