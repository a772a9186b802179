using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>Sorts a sweep's trials into layers and settings, in the order in which the sweep lists them.</summary>
internal static class LayerGrouping
{
    private const string Separator = " \u00B7 ";

    private sealed record Place(DatasetResult Dataset, ModelResult Model, LayerResult Layer);

    public static IReadOnlyList<LayerGroup> Group(SweepResults results)
    {
        Place[] places = [.. results.Layers.Select(layer => Locate(results, layer))];
        ILookup<string, TrialResult> trials = results.Trials.ToLookup(trial => trial.LayerId);
        bool manyDatasets = places.Select(place => DatasetKey(place.Dataset)).Distinct().Count() > 1;
        bool manySizes = places.GroupBy(place => place.Dataset.Title)
            .Any(same => same.Select(place => DatasetKey(place.Dataset)).Distinct().Count() > 1);
        bool manyModels = places.Select(place => ModelKey(place.Model)).Distinct().Count() > 1;

        List<LayerGroup> groups = [];
        foreach (IGrouping<string, Place> same in places.GroupBy(Key))
        {
            Place first = same.First();
            string dataset = manySizes
                ? $"{first.Dataset.Title} {first.Dataset.Split} {Numbers.Count(first.Dataset.Samples)}"
                : first.Dataset.Title;
            string name = (manyDatasets ? dataset + Separator : string.Empty)
                + (manyModels ? ModelKey(first.Model) + Separator : string.Empty)
                + first.Layer.Name + (first.Layer.Pooling is "none" or "" ? string.Empty : $" ({first.Layer.Pooling})");
            groups.Add(new LayerGroup
            {
                Dataset = first.Dataset,
                Model = first.Model,
                Layer = first.Layer,
                Name = name,
                Settings = Settings(
                    same.SelectMany(place => trials[place.Layer.Id]),
                    Repeats.Over([.. same.Select(place => place.Layer)], [.. same.Select(place => place.Model)])),
            });
        }

        return groups;
    }

    /// <summary>The most telling layer of each dataset and model: what a sweep is mostly run for.</summary>
    public static IEnumerable<LayerGroup> LastLayers(SweepResults results) => LastLayers(results, Group(results));

    /// <summary>The same of groups that are known.</summary>
    public static IEnumerable<LayerGroup> LastLayers(SweepResults results, IReadOnlyList<LayerGroup> groups) => groups
        .GroupBy(group => (group.Dataset.Id, group.Model.Id))
        .Select(same => same.First(group => group.Layer == results.MostTelling([.. same.Select(one => one.Layer)])));

    private static Place Locate(SweepResults results, LayerResult layer)
    {
        DatasetResult? dataset = results.Datasets.FirstOrDefault(candidate => candidate.Id == layer.DatasetId);
        ModelResult? model = results.Models.FirstOrDefault(candidate => candidate.Id == layer.ModelId);
        return dataset is null || model is null
            ? throw new SweepException($"results.json is damaged: layer {layer.Id} belongs to a dataset or model that it does not describe.")
            : new Place(dataset, model, layer);
    }

    private static string Key(Place place) =>
        string.Join('\0', DatasetKey(place.Dataset), ModelKey(place.Model), place.Layer.Name, place.Layer.Pooling);

    private static string DatasetKey(DatasetResult dataset) => $"{dataset.Name} {dataset.Split} {dataset.Samples}";

    private static string ModelKey(ModelResult model) =>
        model.Parameters.Count == 0 ? model.Name : $"{model.Name} ({ReducerSetting.Describe(model.Parameters)})";

    private static ReducerSetting[] Settings(IEnumerable<TrialResult> trials, Repeats repeats)
    {
        ReducerSetting[] settings = [.. trials.GroupBy(trial => $"{trial.Reducer} {ReducerSetting.Describe(trial.Parameters)}")
            .Select(same => Setting([.. same], repeats))];
        foreach (IGrouping<string, int> alike in Enumerable.Range(0, settings.Length).GroupBy(i => settings[i].Label).ToArray())
        {
            // Two settings that differ in something the sweep does not count as varied still need two names.
            foreach ((int i, int place) in alike.Skip(1).Select((i, place) => (i, place + 2)))
            {
                settings[i] = new ReducerSetting
                {
                    Reducer = settings[i].Reducer,
                    ReducerTitle = settings[i].ReducerTitle,
                    SawLabels = settings[i].SawLabels,
                    Label = $"{settings[i].Label} ({place})",
                    Varied = settings[i].Varied,
                    Trials = settings[i].Trials,
                    Repeats = repeats,
                };
            }
        }

        return settings;
    }

    private static ReducerSetting Setting(TrialResult[] trials, Repeats repeats)
    {
        TrialResult first = trials[0];
        string varied = ReducerSetting.Describe(first.Varied);
        return new ReducerSetting
        {
            Reducer = first.Reducer,
            ReducerTitle = first.ReducerTitle,
            SawLabels = first.SawLabels,
            Label = varied.Length == 0 ? first.ReducerTitle : $"{first.ReducerTitle}, {varied}",
            Varied = first.Varied,
            Trials = [.. trials.OrderBy(trial => trial.Seed)],
            Repeats = repeats,
        };
    }
}
