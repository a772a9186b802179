namespace Experiments.Networks;

/// <summary>
/// The purposes that this project draws random numbers for. A purpose is part of every draw, so the text of a constant decides bytes of
/// results: it stays as it is for good, and no two consumers share one unless its comment says so.
/// </summary>
internal static class RandomPurposes
{
    /// <summary>Shifts, turns and flips of training images.</summary>
    public const string Augmentation = "augmentation";

    /// <summary>Order of samples in an epoch of the autoencoder.</summary>
    public const string AutoencoderShuffle = "autoencoder shuffle";

    /// <summary>Seed of the units dropped in an epoch.</summary>
    public const string Dropout = "dropout";

    /// <summary>Values that weights start from, in networks and in the autoencoder, which share this purpose.</summary>
    public const string InitialWeights = "weights";

    /// <summary>Order of samples in an epoch of a network.</summary>
    public const string Shuffle = "shuffle";
}
