using Experiments.Reduction;
using Experiments.Results.Records;

namespace Experiments.Reports.Drawing;

/// <summary>What the place of a point in some pictures does not mean, in words for their caption.</summary>
internal static class AxesText
{
    /// <summary>
    /// "orientation, and except in PCA the distance between clusters, carry no meaning": distances are meant where axes are linear, and no picture
    /// minds being turned over.
    /// </summary>
    public static string Of(IEnumerable<TrialResult> trials)
    {
        ILookup<bool, string> titles = trials.ToLookup(trial => trial.DrawnAxes != PictureAxes.Free, trial => trial.ReducerTitle);
        string[] linear = [.. titles[true].Distinct()];
        return !titles[false].Any() ? "orientation carries no meaning"
            : linear.Length == 0 ? "orientation and the distance between clusters carry no meaning"
            : $"orientation, and except in {Numbers.List(linear)} the distance between clusters, carry no meaning";
    }
}
