using System.Text.Json.Serialization;

namespace Experiments.Results.Inspection;

/// <summary>
/// The worth of a setting to a forest: the fall of its R² when that setting is shuffled, and the deviation of the fall from shuffle to shuffle.
/// </summary>
internal sealed record SettingImportance(string Name, double Drop, double Deviation);

/// <summary>A forest's R² on settings it has not seen, and the importance of each setting there (Breiman 2001).</summary>
/// <param name="R2">Cross-validated share of the variance that the forest predicts; at most 1, negative where a mean would do better.</param>
/// <param name="Importances">One for each setting.</param>
internal sealed record PermutationImportance(double R2, IReadOnlyList<SettingImportance> Importances)
{
    private const double TrustworthyR2 = 0.5;

    /// <summary>True when the forest predicts half of the variance at least: of one that predicts less, importances say little.</summary>
    [JsonIgnore]
    public bool IsTrustworthy => R2 >= TrustworthyR2;
}
