using Experiments.Reports.Comparison.Model;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Output;

/// <summary>The comparison as a table: a row for every matched setting and metric.</summary>
internal static class ComparisonCsv
{
    public static string Write(ComparisonModel model)
    {
        string[] settings = [.. model.Layers.SelectMany(layer => layer.Matched).SelectMany(setting => setting.Varied.Keys).Distinct()];
        IEnumerable<object?> header =
        [
            "dataset", "model", "layer", "pool", "reducer", .. settings, "metric",
            .. model.Sweeps.SelectMany(sweep => new[] { $"mean:{sweep.Label}", $"n:{sweep.Label}" }),
            .. model.Others.SelectMany(sweep => new[] { $"difference:{sweep.Label}", $"spread:{sweep.Label}", $"verdict:{sweep.Label}" }),
        ];
        IEnumerable<IEnumerable<object?>> rows =
            from layer in model.Layers
            from setting in layer.Matched
            from metric in model.Metrics
            select Row(model, layer, setting, settings, metric);
        return string.Concat(rows.Prepend(header).Select(CsvRecord.Line));
    }

    private static List<object?> Row(ComparisonModel model, ComparedLayer layer, ComparedSetting setting, string[] settings, MetricColumn metric)
    {
        LayerGroup first = layer.First;
        List<object?> fields = [first.Dataset.Name, first.Model.Name, first.Layer.Name, first.Layer.Pooling, setting.Reducer];
        fields.AddRange(settings.Select(name => setting.Varied.GetValueOrDefault(name)));
        fields.Add(metric.Name);
        foreach (ComparedSweep sweep in model.Sweeps)
        {
            ScoreSummary? score = setting.Score(sweep.Index, metric.Name);
            fields.AddRange([score?.Mean, score?.Values.Count ?? 0]);
        }

        foreach (ComparedSweep sweep in model.Others)
        {
            ScoreDifference? difference = layer.Compare(setting, sweep.Index, metric);
            fields.AddRange([difference?.Amount, difference?.Spread, difference is null ? null : ComparisonJson.Word(difference.Verdict)]);
        }

        return fields;
    }
}
