using System.Collections;
using System.Globalization;
using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>What a results.json must hold beyond its types, so that whoever reads it can rely on it: a file may have been edited, or damaged.</summary>
internal static class ResultsChecks
{
    private static readonly string[] Statuses = ["done", "failed", "pending"];

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public static string? Problem(SweepResults results)
    {
        IEnumerable[] lists =
        [
            results.Metrics, results.Datasets, results.Models, results.Layers, results.Trials, results.Report.Pages, results.Environment.Values,
            results.Datasets.SelectMany(dataset => dataset?.ClassNames ?? []), results.Trials.SelectMany(trial => trial?.MissingReasons.Values ?? []),
            results.Layers.SelectMany(layer => layer?.FeatureNames ?? []),
        ];
        return lists.SelectMany(list => list.Cast<object?>()).Contains(null) ? "null stands in a list" : References(results) ?? Values(results);
    }

    /// <summary>Everything has a name that can be a folder's, and names what there is.</summary>
    private static string? References(SweepResults results)
    {
        string[] datasets = [.. results.Datasets.Select(dataset => dataset.Id)];
        string[] models = [.. results.Models.Select(model => model.Id)];
        string[] layers = [.. results.Layers.Select(layer => layer.Id)];
        string? odd = datasets.Concat(models).Concat(layers).Concat(results.Trials.Select(trial => trial.Id)).FirstOrDefault(id => !IsFolderName(id));
        return odd is not null ? $"'{odd}' is no identifier"
            : Stranger(results.Models.Select(model => model.DatasetId), datasets, "dataset")
            ?? Stranger(results.Layers.Select(layer => layer.DatasetId), datasets, "dataset")
            ?? Stranger(results.Layers.Select(layer => layer.ModelId), models, "model")
            ?? Stranger(results.Trials.Select(trial => trial.LayerId), layers, "layer");
    }

    private static string? Values(SweepResults results)
    {
        OptionInfo? option = OptionSchema.Of(typeof(ReportOptions)).FirstOrDefault(option =>
            !OptionSchema.TryParse(option, Convert.ToString(option.Property.GetValue(results.Report), CultureInfo.InvariantCulture)!, out _, out _));
        return option is not null ? $"report.{option.Name} is {option.Property.GetValue(results.Report)}, expected {OptionSchema.Expectation(option)}"
            : results.Datasets.Any(dataset => dataset.Samples < 0 || dataset.Features < 0) ? "a dataset has a negative size"
            : results.Layers.Any(layer => layer.Samples < 0 || layer.Features < 0 || layer.Dimensions.Any(length => length < 1)) ? "a layer has a size that is not positive"
            : results.Trials.FirstOrDefault(trial => !Statuses.Contains(trial.Status)) is { } trial ? $"trial {trial.Id} has the status '{trial.Status}'"
            : results.Models.FirstOrDefault(model => model.Training is { } training && !IsWhole(training)) is { } model ? $"the training of {model.Id} is not whole"
            : results.Models.FirstOrDefault(model => model.Reference is { } published && !IsPlausible(published)) is { } odd ? $"the reference of {odd.Id} is out of range"
            : null;
    }

    private static string? Stranger(IEnumerable<string> named, string[] known, string what) =>
        named.FirstOrDefault(id => !known.Contains(id)) is { } id ? $"it names the {what} '{id}', which it does not describe" : null;

    private static bool IsFolderName(string id) =>
        id.Length is > 0 and <= 255 && id[0] != '.' && !id.Any(c => char.IsControl(c) || c is '/' or '\\' or ':');

    private static bool IsPlausible(PublishedFigures published) =>
        published.TestAccuracy is null or (>= 0 and <= 1) && published.TestLoss is null or (>= 0 and < double.PositiveInfinity);

    /// <summary>Every epoch is there, and the confusion matrix is square.</summary>
    private static bool IsWhole(TrainingReport training) => !training.Epochs.Contains(null!)
        && training.Confusion.All(row => row is not null && row.Count == training.Confusion.Count && row.All(count => count >= 0));
}
