using Experiments.Reduction;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Findings on failed trials, failed models and scores that are undefined, each with its reason.</summary>
internal static class TroubleFindings
{
    private const int MostReasons = 6;

    public static IEnumerable<Finding> Build(ReportModel model)
    {
        SweepResults results = model.Results;
        ModelResult[] broken = [.. results.Models.Where(candidate => candidate.Status == TrialStatus.Failed)];
        if (broken.Length > 0)
        {
            yield return new Finding(
                $"{Numbers.Of(broken.Length, "model")} failed",
                    Reasons(broken.Select(candidate => (candidate.Name, candidate.Reason ?? "no reason was recorded"))), PageTitles.Appendix);
        }

        int pending = results.Trials.Count(trial => trial.Status == TrialStatus.Pending);
        if (pending > 0)
        {
            yield return new Finding(
                "The sweep was interrupted",
                    $"{Numbers.Count(pending)} of {Numbers.Of(results.Trials.Count, "trial")} have not run; run the sweep "
                        + "again to resume it.", PageTitles.Appendix);
        }

        TrialResult[] failed = [.. results.Trials.Where(trial => trial.Status == TrialStatus.Failed)];
        if (failed.Length > 0)
        {
            yield return new Finding(
                $"{Numbers.Of(failed.Length, "trial")} failed",
                    Reasons(failed.Select(trial => (Describe(model, trial), trial.Reason ?? "no reason was recorded"))), PageTitles.Appendix);
        }

        if (model.LastLayers.Where(group => LacksSurrogates(model, group)).ToArray() is [{ } group, ..] lacking)
        {
            yield return new Finding(
                $"No ridge surrogate for {group.Name}{(lacking.Length > 1 ? $" and {Numbers.Count(lacking.Length - 1)} more" : string.Empty)}",
                $"{Numbers.Of(group.Layer.Samples, "sample")} with {Numbers.Of(group.Layer.Features, "feature")}: a regression is fitted only where "
                    + $"one of the two is at most {Numbers.Count(RidgeDesign.Limit)}. Pictures without a map of their own are not explained "
                    + $"feature by feature here; embed fewer samples, or pool the layer.",
                PageTitles.Appendix);
        }

        (string Metric, string Reason)[] missing = [.. results.Trials.SelectMany(trial =>
            trial.MissingReasons.Select(pair => (pair.Key, pair.Value)))];
        if (missing.Length > 0)
        {
            yield return new Finding($"{Numbers.Of(missing.Length, "score")} undefined", Reasons(missing), PageTitles.Appendix);
        }
    }

    /// <summary>Tells whether samples were followed through the layer, but its pictures without a map got no regression.</summary>
    private static bool LacksSurrogates(ReportModel model, LayerGroup group) =>
        Math.Min(group.Layer.Samples, group.Layer.Features) > RidgeDesign.Limit
        && model.Stored.Kept(group.Model.Id)?.LayerId == group.Layer.Id
        && model.BestPictures(group).Any(picture => picture.Trial.DrawnAxes != PictureAxes.Principal && model.Stored.Map(picture.Trial.Id) is null);

    /// <summary>"UMAP, n_neighbors 15, seed 3 on penultimate".</summary>
    public static string Describe(ReportModel model, TrialResult trial)
    {
        string varied = ReducerSetting.Describe(trial.Varied);
        string layer = model.Results.Layers.FirstOrDefault(candidate => candidate.Id == trial.LayerId)?.Name ?? trial.LayerId;
        return $"{trial.ReducerTitle}{(varied.Length > 0 ? ", " + varied : string.Empty)}, "
            + $"seed\u00A0{Numbers.Setting(trial.Seed)} on {layer}";
    }

    private static RichText Reasons(IEnumerable<(string What, string Why)> cases)
    {
        RichText text = new();
        IGrouping<string, string>[] reasons = [.. cases.GroupBy(one => one.Why, one => one.What)];
        foreach (IGrouping<string, string> reason in reasons.Take(MostReasons))
        {
            string[] what = [.. reason.Distinct()];
            string more = what.Length > 3 ? $" and {Numbers.Count(what.Length - 3)} more" : string.Empty;
            text.Add($"{string.Join("; ", what.Take(3))}{more}: {reason.Key.TrimEnd('.')}. ");
        }

        return reasons.Length > MostReasons
            ? text.Add($"{Numbers.Of(reasons.Length - MostReasons, "further reason")} in results.csv.")
            : text;
    }
}
