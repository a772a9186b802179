using System.Text.Json.Nodes;
using Experiments.Reduction;
using Experiments.Reports.Comparison.Gate;
using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Output;

/// <summary>The comparison as comparison.json: everything the report says, and the settings without a counterpart too.</summary>
internal static class ComparisonJson
{
    private const int FormatVersion = 1;

    public static string Write(ComparisonModel model, IReadOnlyList<Finding> findings, GateOutcome gate) => new JsonObject
    {
        ["format_version"] = FormatVersion,
        ["baseline"] = model.Baseline.Label,
        ["sweeps"] = List(model.Sweeps.Select(Sweep)),
        ["configuration"] = Differences(model, model.Configuration),
        ["data"] = Differences(model, model.Data),
        ["environment"] = Differences(model, model.Environment),
        ["models"] = List(model.Trainings.Select(training => Training(model, training))),
        ["settings"] = List(model.Layers.SelectMany(layer => layer.Matched.Select(setting => Setting(model, layer, setting)))),
        ["unmatched"] = List(model.Layers.SelectMany(layer => layer.Unmatched.Select(setting => Setting(model, layer, setting)))),
        ["findings"] = List(findings.Select(finding =>
            new JsonObject { ["heading"] = finding.Heading, ["text"] = finding.Text.ToString().Trim() })),
        ["regressions"] = List(gate.Regressions.Select(Regression)),
    }.ToJsonString(SweepJson.Options);

    /// <summary>A verdict as files say it: "better", "worse", "tie", "not_comparable".</summary>
    public static string Word(Verdict verdict) => OptionSchema.SnakeCase(verdict.ToString());

    private static JsonArray List(IEnumerable<JsonNode> nodes) => new([.. nodes]);

    private static JsonObject Regression(Regression regression) => new()
    {
        ["rule"] = regression.Rule,
        ["sweep"] = regression.Sweep,
        ["what"] = regression.What,
        ["score"] = regression.Score,
        ["baseline"] = regression.Baseline,
    };

    private static JsonObject Sweep(ComparedSweep sweep) => new()
    {
        ["label"] = sweep.Label,
        ["name"] = sweep.Results.Name,
        ["folder"] = sweep.Folder,
        ["started"] = sweep.Results.Started,
        ["finished"] = sweep.Results.Finished,
        ["trials"] = new JsonObject { ["done"] = sweep.Done, ["failed"] = sweep.Failed, ["pending"] = sweep.Pending },
    };

    private static JsonArray Differences(ComparisonModel model, IReadOnlyList<Difference> differences) => List(differences.Select(difference =>
        new JsonObject
        {
            ["path"] = difference.Path,
            ["values"] = BySweep(model, sweep => difference.Values[sweep.Index]),
        }));

    private static JsonObject Training(ComparisonModel model, ComparedTraining training) => new()
    {
        ["model"] = training.Name,
        ["sweeps"] = BySweep(model, sweep => training.Sweeps[sweep.Index] is TrainedRuns runs
            ? new JsonObject
            {
                ["trainings"] = runs.Runs.Count,
                ["test_accuracy"] = runs.Accuracy?.Mean,
                ["test_loss"] = runs.Loss?.Mean,
                ["validation_data"] = runs.First.ValidationData,
                ["epochs"] = runs.Training?.Epochs.Count,
                ["best_epoch"] = runs.Training?.BestEpoch,
                ["seconds"] = runs.Runs.Sum(run => run.Seconds),
                ["chance"] = sweep.Index == 0 ? null : training.Chance(sweep.Index),
            }
            : null),
    };

    private static JsonObject Setting(ComparisonModel model, ComparedLayer layer, ComparedSetting setting) => new()
    {
        ["dataset"] = layer.First.Dataset.Name,
        ["model"] = layer.First.Model.Name,
        ["layer"] = layer.First.Layer.Name,
        ["pool"] = layer.First.Layer.Pooling,
        ["reducer"] = setting.Reducer,
        ["settings"] = new JsonObject(setting.Varied.Select(pair => KeyValuePair.Create(pair.Key, PlainJson.Of(pair.Value)))),
        ["scores"] = new JsonObject(model.Metrics.Select(metric => KeyValuePair.Create(metric.Name, (JsonNode?)BySweep(model, sweep =>
            setting.Score(sweep.Index, metric.Name) is ScoreSummary score
                ? Score(score, sweep, layer.Compare(setting, sweep.Index, metric))
                : null)))),
    };

    private static JsonObject Score(ScoreSummary score, ComparedSweep sweep, ScoreDifference? difference)
    {
        JsonObject node = new() { ["mean"] = score.Mean, ["n"] = score.Values.Count, ["spread"] = score.Spread };
        if (sweep.Index > 0 && difference is not null)
        {
            node["difference"] = difference.Amount;
            node["verdict"] = Word(difference.Verdict);
        }

        return node;
    }

    private static JsonObject BySweep(ComparisonModel model, Func<ComparedSweep, JsonNode?> value) =>
        new(model.Sweeps.Select(sweep => KeyValuePair.Create(sweep.Label, value(sweep))));
}
