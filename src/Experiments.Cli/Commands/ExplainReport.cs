using System.Text.Json;
using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Cli.Commands;

/// <summary>The report that <c>explain</c> prints, in numbers.</summary>
internal static class ExplainReport
{
    private const int MostValues = 3;
    private const int LongestText = 90;

    /// <summary>Writes an explanation as one JSON object.</summary>
    public static string ToJson(Explanation explanation, string report) => new JsonObject
    {
        ["sweep"] = explanation.Sweep,
        ["sample"] = explanation.Sample,
        ["image"] = explanation.ImageFile,
        ["row"] = explanation.Row,
        ["text"] = explanation.Text,
        ["report"] = report,
        ["datasets"] = new JsonArray([.. explanation.Datasets.Select(Dataset)]),
    }.ToJsonString(SweepJson.Options);

    /// <summary>A line for each model's answer and for each embedding.</summary>
    public static IEnumerable<string> Lines(Explanation explanation)
    {
        foreach (ExplainedDataset dataset in explanation.Datasets)
        {
            foreach (ExplainedModel model in dataset.Models)
            {
                if (model.Prediction is { } prediction)
                {
                    string truth = dataset.TrueClass is { } index ? $", true class {Name(dataset, index)}" : string.Empty;
                    string share = FormattableString.Invariant($"{prediction.Probabilities[prediction.Class]:0.0 %}");
                    yield return $"{Title(model.Model)} on {dataset.Dataset.Title}: {Name(dataset, prediction.Class)} ({share}){truth}";
                }
            }

            foreach (ExplainedLayer layer in dataset.Layers)
            {
                if (dataset.Texts is { } texts)
                {
                    yield return $"  {layer.Layer.Name} of {dataset.Dataset.Title}: {Snippet.Of(dataset.Text!, LongestText)}";
                    foreach (int sample in layer.Nearest.Indices)
                    {
                        yield return $"    near, {dataset.Names?[sample] ?? $"sample {sample}"}: {Snippet.Of(texts[sample], LongestText)}";
                    }
                }

                if (dataset.Table is { } table)
                {
                    yield return $"  {layer.Layer.Name} of {dataset.Dataset.Title}: {Values(table, table.Own)}";
                    foreach (int sample in layer.Nearest.Indices)
                    {
                        yield return $"    near, {dataset.Names?[sample] ?? $"sample {sample}"}: {Values(table, column => table.Of(sample, column))}";
                    }
                }

                string of = (explanation.Datasets.Count == 1 ? string.Empty : $"{dataset.Dataset.Title}, ")
                    + (dataset.Models.Count == 1 ? layer.Layer.Name : $"{Title(ModelOf(dataset, layer))}, {layer.Layer.Name}");
                foreach (PlacedInput place in layer.Places)
                {
                    string at = string.Join(", ", place.Coordinates.Select(value => FormattableString.Invariant($"{value:0.###}")));
                    yield return $"  {of}, {place.Trial.ReducerTitle}: at ({at}), keeps {place.Nearest.Shared(layer.Nearest)} of "
                        + $"{layer.Nearest.Indices.Count} nearest";
                }

                foreach (TrialResult trial in layer.Closed)
                {
                    yield return $"  {of}, {trial.ReducerTitle}: cannot place new samples";
                }
            }
        }
    }

    private static JsonObject Dataset(ExplainedDataset dataset) => new()
    {
        ["dataset"] = dataset.Dataset.Name,
        ["id"] = dataset.Dataset.Id,
        ["sample"] = dataset.Sample,
        ["name"] = dataset.Sample is { } sample ? dataset.Names?[sample] : null,
        ["true_class"] = dataset.TrueClass is { } truth ? Name(dataset, truth) : null,
        ["columns"] = dataset.Table is not { } named ? null : List(Columns(named).Select(named.Name)),
        ["values"] = dataset.Table is not { } table ? null : List(Columns(table).Select(table.Own)),
        ["text"] = dataset.Text,
        ["models"] = new JsonArray([.. dataset.Models.Select(model => Model(dataset, model))]),
        ["embeddings"] = new JsonArray([.. dataset.Layers.SelectMany(layer => layer.Places.Select(place => Embedding(dataset, layer, place)))]),
        ["not_placed"] = List(dataset.Layers.SelectMany(layer => layer.Closed).Select(trial => trial.Id)),
    };

    private static JsonObject Model(ExplainedDataset dataset, ExplainedModel model) => new()
    {
        ["model"] = model.Model.Name,
        ["id"] = model.Model.Id,
        ["parameters"] = JsonSerializer.SerializeToNode(model.Model.Parameters, SweepJson.Options),
        ["prediction"] = model.Prediction is not { } prediction ? null : new JsonObject
        {
            ["class"] = Name(dataset, prediction.Class),
            ["probability"] = prediction.Probabilities[prediction.Class],
            ["correct"] = dataset.TrueClass is { } truth ? truth == prediction.Class : null,
        },
        ["probabilities"] = model.Prediction is not { } all ? null
            : new JsonObject(all.Probabilities.Select((share, c) => KeyValuePair.Create(Name(dataset, c), (JsonNode?)share))),
        ["feature_maps"] = model.Maps is not { } maps ? null : new JsonObject
        {
            ["layer"] = maps.Layer,
            ["channels"] = maps.Channels,
            ["height"] = maps.Height,
            ["width"] = maps.Width,
            ["minimum"] = maps.Values.Min(),
            ["maximum"] = maps.Values.Max(),
        },
        ["vector"] = model.Vector is not { } vector ? null : new JsonObject
        {
            ["layer"] = vector.Layer,
            ["values"] = List(vector.Values),
            ["mean"] = vector.Mean is null ? null : List(vector.Mean),
            ["mean_class"] = vector.MeanClass is { } index ? Name(dataset, index) : null,
            ["mean_samples"] = vector.MeanCount,
        },
    };

    private static JsonObject Embedding(ExplainedDataset dataset, ExplainedLayer layer, PlacedInput place) => new()
    {
        ["model"] = ModelOf(dataset, layer).Name,
        ["layer"] = layer.Layer.Name,
        ["pooling"] = layer.Layer.Pooling,
        ["reducer"] = place.Trial.Reducer,
        ["parameters"] = JsonSerializer.SerializeToNode(place.Trial.Parameters, SweepJson.Options),
        ["seed"] = place.Trial.Seed,
        ["trial"] = place.Trial.Id,
        ["coordinates"] = List(place.Coordinates),
        ["nearest_in_layer"] = Near(dataset, layer.Nearest),
        ["nearest_in_embedding"] = Near(dataset, place.Nearest),
        ["kept"] = place.Nearest.Shared(layer.Nearest),
    };

    private static ModelResult ModelOf(ExplainedDataset dataset, ExplainedLayer layer) =>
        dataset.Models.First(model => model.Model.Id == layer.Layer.ModelId).Model;

    /// <summary>Returns a model's name with the settings in which models of the sweep differ.</summary>
    private static string Title(ModelResult model) => model.Parameters.Count == 0 ? model.Name
        : $"{model.Name} ({string.Join(", ", model.Parameters.Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value}")))})";

    private static JsonObject Near(ExplainedDataset dataset, NearSamples near) => new()
    {
        ["samples"] = List(near.Indices),
        ["names"] = dataset.Names is { } names ? List(near.Indices.Select(index => names[index])) : null,
        ["distances"] = List(near.Distances),
        ["texts"] = dataset.Texts is { } texts ? List(near.Indices.Select(index => texts[index])) : null,
        ["values"] = dataset.Table is not { } table ? null
            : new JsonArray([.. near.Indices.Select(sample => List(Columns(table).Select(column => table.Of(sample, column))))]),
    };

    private static IEnumerable<int> Columns(ExplainedTable table) => Enumerable.Range(0, table.Columns);

    /// <summary>A few values in words, those in which the input is most unlike the others.</summary>
    private static string Values(ExplainedTable table, Func<int, double> value) =>
        string.Join(", ", table.Leading(MostValues).Select(column => $"{table.Name(column)} {ExplainedTable.Text(value(column))}"));

    private static JsonArray List<T>(IEnumerable<T> values) => new([.. values.Select(value => (JsonNode)JsonValue.Create(value)!)]);

    private static string Name(ExplainedDataset dataset, int index) =>
        index < dataset.Dataset.ClassNames.Count ? dataset.Dataset.ClassNames[index] : $"class {index}";
}
