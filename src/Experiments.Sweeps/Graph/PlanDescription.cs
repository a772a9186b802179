using System.Globalization;
using System.Text;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Searching;

namespace Experiments.Sweeps.Graph;

/// <summary>Describes what a sweep would do, without doing it.</summary>
public static class PlanDescription
{
    /// <summary>
    /// Tells trials by dataset, layer and reducer, distinct stages by kind with how many of them <paramref name="cacheDirectory"/> holds as far as
    /// that can be known without running, layer sizes and warnings.
    /// </summary>
    public static string Describe(SweepPlan plan, string cacheDirectory)
    {
        ArgumentNullException.ThrowIfNull(plan);
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{plan.Name}: {Plural(plan.TrialCount, "trial")}");
        foreach (DatasetPlan dataset in plan.Datasets)
        {
            WriteDataset(text, plan, dataset);
        }

        if (plan.Search is { } search)
        {
            WriteSearch(text, search);
        }

        WriteStages(text, StageCensus.Count(plan, new ArtifactStore(cacheDirectory)));
        foreach (string warning in plan.Warnings)
        {
            text.AppendLine().Append("warning: ").AppendLine(warning);
        }

        return text.ToString();
    }

    private static void WriteDataset(StringBuilder text, SweepPlan plan, DatasetPlan dataset)
    {
        string shape = dataset.Info.Shape is { } image ? $"{image}" : $"{dataset.Info.Features} features";
        text.AppendLine().AppendLine(
            CultureInfo.InvariantCulture, $"{dataset.Name}: {dataset.Samples} samples of '{dataset.Split}' ({shape}), data seed {dataset.DataSeed}");
        ILookup<LayerPlan, Trial> trials = plan.Trials.ToLookup(trial => trial.Layer);
        foreach (LayerPlan layer in plan.Layers.Where(layer => layer.Dataset == dataset))
        {
            string model = layer.Model.Entry.Name + string.Concat(layer.Model.Varied.Select(setting => $" {setting.Key}={Text(setting.Value)}"))
                + (layer.Model.Model.NeedsTraining ? $" (train seed {layer.Model.TrainSeed})" : string.Empty);
            string reducers = plan.Search is { } search
                ? string.Join(", ", search.Space.Branches.Select(branch => branch.Descriptor.Kind))
                : string.Join(", ", trials[layer].GroupBy(trial => trial.Reducer.Descriptor.Kind).Select(kind => Runs(plan, kind)));
            text.AppendLine(CultureInfo.InvariantCulture, $"  {model} / {layer.Title}: {Size(layer)}; {reducers}");
        }
    }

    private static string Runs(SweepPlan plan, IGrouping<string, Trial> kind)
    {
        bool once = plan.Config.Seeds.Reduce.Count > 1 && kind.All(trial => trial.IsDeterministic);
        return $"{kind.Key} x {kind.Count()}{(once ? " (deterministic: run once)" : string.Empty)}";
    }

    private static void WriteSearch(StringBuilder text, SearchPlan search)
    {
        SearchConfig config = search.Config;
        text.AppendLine().AppendLine(
            CultureInfo.InvariantCulture,
            $"search: {OptionSchema.SnakeCase(config.Strategy.ToString())}, {Plural(Math.Max(config.Trials, search.Space.Points.Count), "setting")}, "
            + $"for the best {string.Join(" and ", config.Objectives.Select(objective => objective.Name))}");
        foreach (SearchBranch branch in search.Space.Branches)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {branch.Descriptor.Kind}: {(branch.Dimensions.Count == 0 ? "as it is" : string.Join(", ", branch.Dimensions.Select(Space)))}");
        }

        foreach (Rung rung in config.IsHalving ? search.Rungs : [])
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  rung of {string.Join(", ", rung.Layers.Select(layer => layer.Dataset.Samples).Distinct())} samples, "
                + $"{Plural(rung.Seeds.Count, "seed")}{(rung.Epochs == 1 ? string.Empty : $", {rung.Epochs:P0} of the epochs")}");
        }
    }

    private static string Space(Dimension dimension) => dimension.Range is { } range
        ? string.Create(CultureInfo.InvariantCulture, $"{dimension.Option.Name} {range.Low} to {range.High}{(range.IsLog ? " (log)" : string.Empty)}")
        : $"{dimension.Option.Name} {string.Join(" | ", dimension.Choices.Select(choice => Text(OptionGrid.Plain(dimension.Option, choice))))}";

    private static void WriteStages(StringBuilder text, IReadOnlyDictionary<string, (int Distinct, int Cached)> counts)
    {
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{"stage",-16}{"distinct",10}{"cached",10}");
        foreach (string kind in StageNames.All.Where(counts.ContainsKey))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{kind,-16}{counts[kind].Distinct,10}{counts[kind].Cached,10}");
        }
    }

    private static string Size(LayerPlan layer)
    {
        string dimensions = string.Join(" x ", layer.Shape.Dimensions);
        return layer.Pooling == Pooling.Average ? $"{dimensions} averaged over space, {layer.Features} features"
            : layer.Shape.Dimensions.Count > 1 ? $"{dimensions} = {layer.Features} features" : $"{layer.Features} features";
    }

    private static string Plural(int count, string noun) => $"{count} {noun}{(count == 1 ? string.Empty : "s")}";

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "none";
}
