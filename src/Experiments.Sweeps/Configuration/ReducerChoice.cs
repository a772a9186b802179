using Experiments.Reduction;

namespace Experiments.Sweeps.Configuration;

/// <summary>A reducer with one combination of its settings.</summary>
/// <param name="Descriptor">The reducer's descriptor.</param>
/// <param name="Options">The settings of the reducer.</param>
/// <param name="Parameters">The settings by name.</param>
/// <param name="Varied">The settings that vary over the sweep, by name.</param>
internal sealed record ReducerChoice(
    ReducerDescriptor Descriptor, ReducerOptions Options, IReadOnlyDictionary<string, object?> Parameters,
    IReadOnlyDictionary<string, object?> Varied)
{
    /// <summary>A reducer with these settings, of which none is known to vary.</summary>
    public static ReducerChoice Of(ReducerDescriptor descriptor, ReducerOptions options) =>
        new(descriptor, options, OptionSchema.Values(options).ToDictionary(), new Dictionary<string, object?>());

    /// <summary>The seeds that the reducer runs with on so many samples: the first where none of them changes its picture.</summary>
    public IEnumerable<long> Seeds(IEnumerable<long> all, int samples) => Options.UsesSeed(samples) ? all : all.Take(1);
}
