namespace Experiments.Sweeps;

/// <summary>
/// The purposes that this project draws random numbers for. A purpose is part of every draw, so the text of a constant decides bytes of
/// results: it stays as it is for good, and no two consumers share one unless its comment says so.
/// </summary>
internal static class RandomPurposes
{
    /// <summary>Samples and pairs on which the curves of a picture are computed.</summary>
    public const string JudgedPictures = "judged pictures";

    /// <summary>
    /// Random layouts and permuted labels of the null scores, which share this purpose: the first layout and the first permutation are drawn from
    /// the same bits, and no score reads both.
    /// </summary>
    public const string NullBaseline = "null baseline";

    /// <summary>Folds of settings in the study of their importance.</summary>
    public const string SettingFolds = "folds of settings";

    /// <summary>Rows whose settings are exchanged in the study of their importance.</summary>
    public const string ShuffledSettings = "shuffled settings";

    /// <summary>Digital shift of the Sobol sequence, and the dimensions beyond its table.</summary>
    public const string Sobol = "sobol";

    /// <summary>Draws of a random search, and places within the strata of a Latin hypercube.</summary>
    public const string SpaceFilling = "search";

    /// <summary>Order of the strata of a Latin hypercube.</summary>
    public const string Strata = "strata";

    /// <summary>Candidates of the tree-structured Parzen estimator.</summary>
    public const string TreeParzen = "tpe";
}
