using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;

namespace Experiments.Sweeps.Planning;

/// <summary>Pairs datasets with models and training seeds, and says in which settings models of one name differ.</summary>
internal sealed class ModelPlanner(SweepConfig config, ConfigErrors errors)
{
    /// <summary>One plan for every dataset, model and training seed; equal ones once.</summary>
    public IReadOnlyList<ModelPlan> Plan(IReadOnlyList<DatasetPlan> datasets)
    {
        List<ModelPlan> plans = [];
        foreach (DatasetPlan dataset in datasets)
        {
            foreach (ModelEntry entry in config.Models.Where(entry => CanTrain(entry, dataset)))
            {
                IEnumerable<long> seeds = config.Seeds.Train.Take(entry.Model.NeedsTraining ? int.MaxValue : 1);
                if (!errors.Fits(config.Place, plans.Count + (double)seeds.Count(), "models on datasets"))
                {
                    return plans;
                }

                plans.AddRange(seeds.Select(seed => Model(dataset, entry, seed)));
            }
        }

        return [.. plans.DistinctBy(plan => plan.Id)];
    }

    private bool CanTrain(ModelEntry entry, DatasetPlan dataset)
    {
        DatasetInfo info = dataset.Info;
        string? missing = !entry.Model.NeedsTraining ? null
            : !info.Splits.ContainsKey(DatasetSplits.Train) || !info.Splits.ContainsKey(DatasetSplits.Test)
                ? $"needs the splits train and test, {dataset.Name} has {string.Join(", ", info.Splits.Keys)}"
            : info.ClassNames.Count < 2 ? $"needs labels of at least two classes, {dataset.Name} has {info.ClassNames.Count}"
            : null;
        if (missing is not null)
        {
            errors.Add(entry.Place, $"model '{entry.Name}' is trained and {missing}; use kind: pixels for such data");
        }

        return missing is null;
    }

    private ModelPlan Model(DatasetPlan dataset, ModelEntry entry, long seed) => new()
    {
        Id = Identifier.Of(entry.Name, PlanKeys.Model(dataset, entry, seed)),
        Dataset = dataset,
        Entry = entry,
        TrainSeed = seed,
        Varied = Varied(entry),
    };

    private Dictionary<string, object?> Varied(ModelEntry entry)
    {
        List<Dictionary<string, JsonNode?>> namesakes =
            [.. config.Models.Where(other => other.Name == entry.Name).Select(other => Flatten(other.Model.Parameters))];
        Dictionary<string, JsonNode?> own = Flatten(entry.Model.Parameters);
        List<string> varied = [.. own.Keys.Where(path =>
            namesakes.Exists(other => !JsonNode.DeepEquals(other.GetValueOrDefault(path), own[path])))];
        return varied.ToDictionary(path => ShortName(path, varied), path => Value(own[path]));
    }

    /// <summary>The last word of a path, unless another path ends in it too.</summary>
    private static string ShortName(string path, List<string> all)
    {
        string last = path.Split('.')[^1];
        return all.Count(other => other.Split('.')[^1] == last) == 1 ? last : path;
    }

    /// <summary>Settings by path; what others published of a model is none of its settings.</summary>
    private static Dictionary<string, JsonNode?> Flatten(JsonObject parameters)
    {
        Dictionary<string, JsonNode?> leaves = [];
        foreach ((string key, JsonNode? value) in parameters.Where(parameter => parameter.Key != PublishedFiguresSection.Key))
        {
            Collect(value, key, leaves);
        }

        return leaves;
    }

    private static void Collect(JsonNode? node, string path, Dictionary<string, JsonNode?> leaves)
    {
        switch (node)
        {
            case JsonObject mapping:
                foreach ((string key, JsonNode? value) in mapping)
                {
                    Collect(value, path.Length == 0 ? key : $"{path}.{key}", leaves);
                }

                break;
            case JsonArray list:
                for (int i = 0; i < list.Count; i++)
                {
                    Collect(list[i], $"{path}[{i}]", leaves);
                }

                break;
            default:
                leaves[path] = node;
                break;
        }
    }

    private static object? Value(JsonNode? leaf) => leaf?.GetValueKind() switch
    {
        null or System.Text.Json.JsonValueKind.Null => null,
        System.Text.Json.JsonValueKind.True => true,
        System.Text.Json.JsonValueKind.False => false,
        System.Text.Json.JsonValueKind.Number => double.Parse(leaf.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
        _ => leaf.ToString(),
    };
}
