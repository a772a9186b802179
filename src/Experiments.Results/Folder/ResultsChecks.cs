using System.Collections;
using System.Globalization;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;

namespace Experiments.Results.Folder;

/// <summary>
/// The conditions that a results.json must meet beyond its types, so that whoever reads it can rely on it: a file may have been edited, or damaged.
/// </summary>
internal static class ResultsChecks
{
    /// <summary>Longer ones would take the report hours to set.</summary>
    public const int LongestName = 1000;

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public static string? Problem(SweepResults results)
    {
        IEnumerable[] lists =
        [
            results.Metrics, results.Datasets, results.Models, results.Layers, results.Trials, results.Report.Pages, results.Environment.Values,
            results.Datasets.SelectMany(dataset => dataset?.ClassNames ?? []), results.Trials.SelectMany(trial => trial?.MissingReasons.Values ?? []),
            results.Layers.SelectMany(layer => layer?.FeatureNames ?? []), results.Datasets.SelectMany(dataset => dataset?.Notes ?? []),
            results.Datasets.SelectMany(dataset => dataset?.LeftOut ?? []),
        ];
        return lists.SelectMany(list => list.Cast<object?>()).Contains(null)
            ? "null stands in a list"
            : Names(results) ?? References(results) ?? Columns(results) ?? Values(results);
    }

    /// <summary>Everything that becomes a file's name, a column's or a key somewhere is plain.</summary>
    private static string? Names(SweepResults results)
    {
        IEnumerable<string> names =
        [
            .. results.Metrics.Select(metric => metric.Name), .. results.Models.SelectMany(model => model.Parameters.Keys),
            .. results.Trials.SelectMany(trial =>
                (IEnumerable<string>)[.. trial.Parameters.Keys, .. trial.Varied.Keys, .. trial.Metrics.Keys, .. trial.Diagnostics.Keys,
                    .. trial.Seconds.Keys]),
        ];
        return names.FirstOrDefault(name => !PlainName.Is(name)) is { } odd ? $"'{odd}' cannot be the name of a setting or score" : null;
    }

    /// <summary>No two columns of the table of results have one name, as SQL understands names.</summary>
    private static string? Columns(SweepResults results) =>
        Twice(ResultsTable.Of(results).Columns, StringComparer.OrdinalIgnoreCase) is { } name
        ? $"there are two settings or scores named '{name}'" : null;

    private static string? Twice(IEnumerable<string> names, IEqualityComparer<string> comparer) =>
        names.GroupBy(name => name, comparer).FirstOrDefault(same => same.Skip(1).Any())?.Key;

    /// <summary>Everything has a name that can be a folder's, and names what there is.</summary>
    private static string? References(SweepResults results)
    {
        string[] datasets = [.. results.Datasets.Select(dataset => dataset.Id)];
        string[] models = [.. results.Models.Select(model => model.Id)];
        string[] layers = [.. results.Layers.Select(layer => layer.Id)];
        string[][] all = [datasets, models, layers, [.. results.Trials.Select(trial => trial.Id)]];
        string? odd = all.SelectMany(ids => ids).FirstOrDefault(id => !PlainName.Is(id) || id[0] == '.');
        return odd is not null ? $"'{odd}' is no identifier"
            : all.Select(ids => Twice(ids, StringComparer.OrdinalIgnoreCase)).FirstOrDefault(twice => twice is not null) is { } twice
            ? $"the identifier '{twice}' is given twice"
            : Stranger(results.Models.Select(model => model.DatasetId), datasets, "dataset")
            ?? Stranger(results.Layers.Select(layer => layer.DatasetId), datasets, "dataset")
            ?? Stranger(results.Layers.Select(layer => layer.ModelId), models, "model")
            ?? Stranger(results.Trials.Select(trial => trial.LayerId), layers, "layer");
    }

    private static string? Values(SweepResults results)
    {
        OptionInfo? option = OptionSchema.Of(typeof(ReportOptions)).FirstOrDefault(option =>
            option.Property.GetValue(results.Report) is { } value
            && !OptionSchema.TryParse(option, Convert.ToString(value, CultureInfo.InvariantCulture)!, out _, out _));
        return !IsTime(results.Started) ? $"it began at '{results.Started}', which is no time"
            : results.Finished.Length > 0 && !IsTime(results.Finished) ? $"it finished at '{results.Finished}', which is no time"
            : option is not null ? $"report.{option.Name} is {option.Property.GetValue(results.Report)}, expected {OptionSchema.Expectation(option)}"
            : Headings(results).FirstOrDefault(name => name.Length > LongestName) is { } name
            ? $"a name has {name.Length} characters, expected at most {LongestName}"
            : results.Datasets.Any(dataset => dataset.Samples < 0 || dataset.Features < 0) ? "a dataset has a negative size"
            : results.Layers.Any(layer => layer.Samples < 0 || layer.Features < 0 || layer.Dimensions.Any(length => length < 1))
            ? "a layer has a size that is not positive"
            : results.Models.FirstOrDefault(model => model.Training is { } training && !IsWhole(training)) is { } model
            ? $"the training of {model.Id} is not whole"
            : results.Models.FirstOrDefault(model => model.TestAccuracy is not (null or (>= 0 and <= 1))) is { } wrong
            ? $"the accuracy of {wrong.Id} is {wrong.TestAccuracy}"
            : results.Models.FirstOrDefault(model => model.Reference is { } published && !IsPlausible(published)) is { } odd
            ? $"the reference of {odd.Id} is out of range"
            : results.Datasets.FirstOrDefault(dataset => dataset.Encoding is { } encoding && !IsWhole(encoding, dataset.Features)) is { } table
            ? $"the columns of {table.Id} are not whole"
            : results.Search?.Ranges.FirstOrDefault(range => !IsRange(range)) is { } empty ? $"the range of {empty?.Setting} is empty"
            : null;
    }

    /// <summary>Lists the texts that pages set in their headings and tables.</summary>
    private static IEnumerable<string> Headings(SweepResults results) =>
    [
        results.Name, .. results.Datasets.SelectMany(dataset => new[] { dataset.Name, dataset.Title, dataset.Split }),
        .. results.Models.Select(model => model.Name),
        .. results.Layers.Select(layer => layer.Name), .. results.Trials.SelectMany(trial => new[] { trial.Reducer, trial.ReducerTitle }),
        .. results.Metrics.SelectMany(metric => new[] { metric.Name, metric.Title }),
    ];

    private static string? Stranger(IEnumerable<string> named, string[] known, string what) =>
        named.FirstOrDefault(id => !known.Contains(id)) is { } id ? $"it names the {what} '{id}', which it does not describe" : null;

    private static bool IsTime(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static bool IsRange(SearchedRange? range) =>
        range is not null && double.IsFinite(range.High - range.Low) && range.Low < range.High && (range.Low > 0 || !range.IsLog);

    private static bool IsPlausible(PublishedFigures published) =>
        published.TestAccuracy is null or (>= 0 and <= 1) && published.TestLoss is null or (>= 0 and < double.PositiveInfinity);

    private static bool IsWhole(RowEncoding encoding, int features) => encoding.Features == features
        && (encoding.Names.Count == 0 || encoding.Names.Count == features) && encoding.Names.All(name => name is not null)
        && encoding.Unused.All(name => name is not null) && encoding.Texts.Values.All(texts => texts?.All(text => text is not null) == true)
        && (encoding.Scales is null || (encoding.Scales.Count == features && encoding.Scales.All(scale => scale is not null)));

    /// <summary>Every epoch is there, and the confusion matrix is square.</summary>
    private static bool IsWhole(TrainingReport training) => !training.Epochs.Contains(null!)
        && training.Confusion.All(row => row is not null && row.Count == training.Confusion.Count && row.All(count => count >= 0));
}
