namespace Experiments.Reports;

/// <summary>
/// The purposes that this project draws random numbers for. A purpose is part of every draw, so the text of a constant decides bytes of
/// results: it stays as it is for good, and no two consumers share one unless its comment says so.
/// </summary>
internal static class RandomPurposes
{
    /// <summary>Folds of settings in the study of their importance.</summary>
    public const string SettingFolds = "folds of settings";

    /// <summary>Rows whose settings are exchanged in the study of their importance.</summary>
    public const string ShuffledSettings = "shuffled settings";
}
