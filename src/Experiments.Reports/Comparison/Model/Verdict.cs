namespace Experiments.Reports.Comparison.Model;

/// <summary>The verdict on a difference between two sweeps' scores.</summary>
internal enum Verdict
{
    /// <summary>Better by more than the seed spread.</summary>
    Better,

    /// <summary>Worse by more than the seed spread.</summary>
    Worse,

    /// <summary>Within the seed spread, or equal to the decimals that are printed.</summary>
    Tie,

    /// <summary>The scores are of other samples: no difference between them is called better or worse.</summary>
    NotComparable,
}
