using System.Globalization;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>
/// Names of runs that tell trials apart: "UMAP n_neighbors=15, min_dist=0.1, penultimate, seed 0". Whatever is the same for all trials of a sweep
/// (its dataset, its model, seeds of data and training) is left out.
/// </summary>
internal sealed class MlflowNames
{
    private readonly Dictionary<string, string> names = [];

    /// <summary>Names every trial of a sweep.</summary>
    public MlflowNames(SweepResults results)
    {
        Dictionary<string, DatasetResult> datasets = results.Datasets.ToDictionary(dataset => dataset.Id);
        Dictionary<string, ModelResult> models = results.Models.ToDictionary(model => model.Id);
        Dictionary<string, LayerResult> layers = results.Layers.ToDictionary(layer => layer.Id);
        ModelNames words = new(results.Models);
        bool poolings = results.Layers.Select(layer => layer.Pooling).Distinct().Count() > 1;
        (Func<TrialResult, string> Part, bool IsTold)[] parts =
        [
            (trial => Settings(trial), true),
            (trial => datasets[layers[trial.LayerId].DatasetId].Name, results.Datasets.Select(dataset => dataset.Name).Distinct().Count() > 1),
            (trial => words.Of(models[layers[trial.LayerId].ModelId]), results.Models.Select(words.Of).Distinct().Count() > 1),
            (trial => Layer(layers[trial.LayerId], poolings), true),
            (trial => Seed("seed", trial.Seed), true),
            (trial => Seed("data seed", datasets[layers[trial.LayerId].DatasetId].DataSeed), Differ(results.Datasets.Select(one => one.DataSeed))),
            (trial => Seed("train seed", models[layers[trial.LayerId].ModelId].TrainSeed), Differ(results.Models.Select(one => one.TrainSeed))),
        ];
        foreach (IGrouping<string, TrialResult> same in results.Trials.GroupBy(trial =>
            string.Join(", ", parts.Where(part => part.IsTold).Select(part => part.Part(trial)))))
        {
            foreach (TrialResult trial in same)
            {
                names[trial.Id] = same.Skip(1).Any() ? $"{same.Key}, trial {trial.Id}" : same.Key;
            }
        }
    }

    /// <summary>The name of a trial's run.</summary>
    public string this[TrialResult trial] => names[trial.Id];

    private static string Settings(TrialResult trial) => trial.Varied.Count == 0 ? trial.ReducerTitle
        : $"{trial.ReducerTitle} {string.Join(", ", trial.Varied.Select(setting => $"{setting.Key}={new SettingValue(setting.Value).Short}"))}";

    private static string Layer(LayerResult layer, bool poolings) =>
        poolings && layer.Pooling is not ("none" or "") ? $"{layer.Name} ({layer.Pooling})" : layer.Name;

    private static string Seed(string kind, long seed) => string.Create(CultureInfo.InvariantCulture, $"{kind} {seed}");

    private static bool Differ(IEnumerable<long> seeds) => seeds.Distinct().Skip(1).Any();
}
