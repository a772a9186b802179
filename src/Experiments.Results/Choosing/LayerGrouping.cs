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
        bool manyModels = places.Select(place => ModelKey.Of(place.Model)).Distinct().Count() > 1;
        bool manyLayers = places.Select(place => Title(place.Layer)).Distinct().Count() > 1;
        ModelNames names = new(places.Select(place => place.Model));

        List<LayerGroup> groups = [];
        foreach (IGrouping<(string, ModelKey, string, string), Place> same in places.GroupBy(Key))
        {
            Place first = same.First();
            string dataset = manySizes
                ? $"{first.Dataset.Title} {first.Dataset.Split} {Numbers.Count(first.Dataset.Samples)}"
                : first.Dataset.Title;
            string name = string.Join(Separator,
            [
                .. manyDatasets ? [dataset] : (string[])[],
                .. manyModels ? [names.Of(first.Model)] : (string[])[],
                .. manyLayers || !manyDatasets ? [Title(first.Layer)] : (string[])[],
            ]);
            groups.Add(new LayerGroup
            {
                Dataset = first.Dataset,
                Model = first.Model,
                Layer = first.Layer,
                Layers = [.. same.Select(place => place.Layer)],
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

    private static (string Dataset, ModelKey Model, string Layer, string Pooling) Key(Place place) =>
        (DatasetKey(place.Dataset), ModelKey.Of(place.Model), place.Layer.Name, place.Layer.Pooling);

    private static string Title(LayerResult layer) => layer.Name + (layer.Pooling is "none" or "" ? string.Empty : $" ({layer.Pooling})");

    private static string DatasetKey(DatasetResult dataset) => $"{dataset.Name} {dataset.Split} {dataset.Samples}";

    /// <summary>A group's trials by reducer and settings, under names that no two of them share.</summary>
    private static ReducerSetting[] Settings(IEnumerable<TrialResult> trials, Repeats repeats)
    {
        TrialResult[][] settings = [.. trials.GroupBy(trial => (trial.Reducer, new Setting(trial.Parameters))).Select(same => same.ToArray())];
        Dictionary<string, SettingTexts> texts = settings.GroupBy(same => same[0].Reducer)
            .ToDictionary(kind => kind.Key, kind => new SettingTexts(kind.Select(same => same[0].Varied)));
        Dictionary<string, int> taken = [];
        List<ReducerSetting> named = [];
        foreach (TrialResult[] same in settings)
        {
            TrialResult first = same[0];
            string label = first.Varied.Count == 0 ? first.ReducerTitle : $"{first.ReducerTitle}, {texts[first.Reducer].Of(first.Varied)}";

            // Two settings that differ in something the sweep does not count as varied still need two names.
            int place = taken[label] = taken.GetValueOrDefault(label) + 1;
            named.Add(new ReducerSetting
            {
                Reducer = first.Reducer,
                ReducerTitle = first.ReducerTitle,
                SawLabels = first.SawLabels,
                Label = place == 1 ? label : $"{label} ({place})",
                Parameters = new Setting(first.Parameters),
                Varied = new Setting(first.Varied),
                Trials = [.. same.OrderBy(trial => trial.Seed)],
                Repeats = repeats,
            });
        }

        return [.. named];
    }
}
