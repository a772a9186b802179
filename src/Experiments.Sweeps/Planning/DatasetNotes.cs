using Experiments.Data;
using Experiments.Data.Sampling;

namespace Experiments.Sweeps.Planning;

/// <summary>The facts about a sampled dataset that a user should know.</summary>
internal static class DatasetNotes
{
    /// <summary>Lists the facts found when the dataset was read, and the number of its samples that its models are trained on.</summary>
    public static IReadOnlyList<string> Of(DatasetPlan dataset, IEnumerable<ModelPlan> models)
    {
        string[] trained = [.. models.Where(model => model.Dataset == dataset && model.Model.NeedsTraining).Select(model => model.Entry.Name)
            .Distinct()];
        int known = trained.Length == 0 || dataset.Split == DatasetSplits.Test ? 0
            : dataset.Split == DatasetSplits.Train ? dataset.Samples
            : dataset.Source is JoinedSplits joined
            ? dataset.Indices(dataset.Split, dataset.Samples).Count(index => joined.SplitOf(index) == DatasetSplits.Train)
            : 0;
        return known == 0 ? dataset.Info.Notes :
        [
            .. dataset.Info.Notes,
            $"{known} of the {dataset.Samples} samples are of the split '{DatasetSplits.Train}', which {string.Join(", ", trained)} learned from"
                + (known < dataset.Samples ? "; the table samples of query and export says which" : string.Empty),
        ];
    }
}
