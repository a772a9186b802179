using Experiments.Reduction;
using Experiments.Results;

namespace Experiments.Sweeps.Explaining;

/// <summary>Makes a reducer's settings again from the plain values in a sweep's results.</summary>
internal static class StoredOptions
{
    /// <summary>The settings; those that the results do not name keep their defaults.</summary>
    /// <exception cref="SweepException">A value does not fit its setting.</exception>
    public static ReducerOptions Read(ReducerDescriptor reducer, IReadOnlyDictionary<string, object?> stored)
    {
        try
        {
            return (ReducerOptions)StoredSettings.Read(reducer.OptionsType, stored);
        }
        catch (ReductionException fault)
        {
            throw new SweepException($"the results hold {reducer.Kind} {fault.Message}; run the sweep again.", fault);
        }
    }
}
