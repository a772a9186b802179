using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Viewer.Content;

/// <summary>
/// One of the sweeps that a file shows, in the order of its printed report: layers as they are grouped there, with their models and datasets.
/// </summary>
internal sealed class SweepPart
{
    /// <summary>A sweep among those of a file.</summary>
    /// <param name="stored">The sweep's folder.</param>
    /// <param name="words">What the printed report says of it, and its colours.</param>
    /// <param name="name">Its name among several; null where there is one alone.</param>
    /// <param name="number">Its number among several, from 1.</param>
    public SweepPart(StoredSweep stored, ViewerWords words, string? name, int number)
    {
        (Stored, Words, Name) = (stored, words, name);
        Prefix = name is null ? string.Empty : $"{number}:";
        Groups = LayerGrouping.Group(stored.Results);
        Layers = [.. Groups.SelectMany(group => group.Layers, (group, layer) => (layer, group))];
        Models = [.. Layers.Select(pair => Results.Models.First(model => model.Id == pair.Layer.ModelId)).Distinct()];
        Datasets = [.. Layers.Select(pair => Results.Datasets.First(dataset => dataset.Id == pair.Layer.DatasetId)).Distinct()];
        Best = BestPictures.Of(Results).SelectMany(choice => choice.TrialIds).ToHashSet();
    }

    public StoredSweep Stored { get; }

    public SweepResults Results => Stored.Results;

    public ViewerWords Words { get; }

    public string? Name { get; }

    /// <summary>What stands before ids, which several sweeps may share.</summary>
    public string Prefix { get; }

    public IReadOnlyList<LayerGroup> Groups { get; }

    public IReadOnlyList<(LayerResult Layer, LayerGroup Group)> Layers { get; }

    public IReadOnlyList<ModelResult> Models { get; }

    public IReadOnlyList<DatasetResult> Datasets { get; }

    /// <summary>The trials whose pictures stand for their reducers.</summary>
    public IReadOnlySet<string> Best { get; }

    /// <summary>The pictures that are shown first: those of page one, or each reducer's best on the last layer that has any.</summary>
    public IReadOnlyList<string> Start(int most)
    {
        string[] known = [.. Results.Trials.Where(trial => trial.IsDone).Select(trial => trial.Id)];
        string[] told = [.. Words.Start.Where(known.Contains).Take(most)];
        IReadOnlyList<ChosenPictures> chosen = BestPictures.LastLayers(Results);
        string[] start = told.Length > 0 || chosen.Count == 0 ? told : [.. chosen[^1].TrialIds.Take(most)];
        return [.. start.Select(id => Prefix + id)];
    }
}
