using Experiments.Reduction;

namespace Experiments.Networks.Autoencoding;

/// <summary>The reducers that need libtorch.</summary>
public static class NetworkReducers
{
    /// <summary>Adds them to a registry.</summary>
    public static ReducerRegistry AddNetworkReducers(this ReducerRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry.Add<AutoencoderOptions>(
            "autoencoder", "Autoencoder", 1, options => new AutoencoderReducer(options), "Hinton and Salakhutdinov 2006");
    }
}
