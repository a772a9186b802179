using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Records;
using Experiments.Results.Yaml;

namespace Experiments.Reports.Comparison.Model;

/// <summary>
/// One of the sweeps that are compared. The first is the baseline; the letter stands for it where there is no room for the label, which is
/// its name or, where names collide, enough of its folder.
/// </summary>
internal sealed record ComparedSweep(int Index, string Label, string Folder, ReportModel Model, ConfigNode? Configuration)
{
    public string Letter => ((char)('A' + Index)).ToString();

    public SweepResults Results => Model.Results;

    public int Done => Results.Trials.Count(trial => trial.Status == TrialStatus.Done);

    public int Failed => Results.Trials.Count(trial => trial.Status == TrialStatus.Failed);

    public int Pending => Results.Trials.Count - Done - Failed;

    /// <summary>True when every trial ran to its end, well or not.</summary>
    public bool IsFinished => Pending == 0 && Results.Finished.Length > 0;
}
