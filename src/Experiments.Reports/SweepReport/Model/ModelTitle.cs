using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>Names a trained model as far as the sweep needs it: "cnn on MNIST", with its settings and seed where others differ.</summary>
internal static class ModelTitle
{
    public static string Of(SweepResults results, ModelResult model)
    {
        DatasetResult? dataset = results.Datasets.FirstOrDefault(candidate => candidate.Id == model.DatasetId);
        bool seeds = results.Models.Select(other => other.TrainSeed).Distinct().Count() > 1;
        return $"{new ModelNames(results.Models).Of(model)} on "
            + $"{dataset?.Title ?? model.DatasetId}{(seeds ? $", seed {Numbers.Setting(model.TrainSeed)}" : string.Empty)}";
    }
}
