using System.Reflection;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Viewer.Blocks;
using Experiments.Viewer.Head;

namespace Experiments.Viewer.Content;

/// <summary>Builds the head of a file and its blocks from one sweep, or from several that are compared.</summary>
/// <param name="parts">The sweeps.</param>
/// <param name="words">What the printed report beside the file says.</param>
/// <param name="request">The request.</param>
/// <param name="most">The samples of a dataset that are shown at most.</param>
internal sealed class HeadBuilder(IReadOnlyList<SweepPart> parts, ViewerWords words, ViewerRequest request, int most)
{
    private const int MostStarting = 4;
    private const long MostVectors = 6_000_000;
    private readonly BlockWriter blocks = new();
    private readonly List<DatasetHead> datasets = [];
    private readonly List<ShownSamples> shown = [];
    private readonly List<ModelHead> models = [];
    private readonly List<LayerHead> layers = [];
    private readonly List<PictureHead> pictures = [];
    private long vectors;
    private MarkBuilder? mark;

    /// <summary>The blocks, once the head is built.</summary>
    public BlockWriter Blocks => blocks;

    /// <summary>Builds the head.</summary>
    public ViewerHead Build()
    {
        mark = request.Mark is { Datasets.Count: > 0 } explanation ? new MarkBuilder(explanation, blocks) : null;
        Dictionary<(SweepPart Part, string Id), int> places = new SharedDatasets(parts).Places(Add);
        SweepResults first = parts[0].Results;
        parts.ToList().ForEach(part => Add(part, places));
        Dictionary<string, int> trials = pictures.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index);
        return new ViewerHead
        {
            Kind = mark is not null ? "explanation" : parts.Count > 1 ? "comparison" : "sweep",
            Name = string.Join(", ", parts.Select(part => part.Name ?? part.Results.Name)),
            Started = first.Started,
            Finished = first.Finished,
            Program = $"Experiments {Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0"}",
            Pdf = request.Pdf,
            Folder = request.Folder,
            Config = request.Config,
            Answers = words.Answers,
            Findings = words.Findings,
            Metrics = [.. parts.SelectMany(part => part.Results.Metrics).DistinctBy(metric => metric.Name).Select(metric => new MetricHead(
                metric.Name, MetricName.Long(metric), metric.Definition, metric.HigherIsBetter, metric.NeedsLabels))],
            Primary = PrimaryMetric.Of(first)?.Name,
            Neighborhood = PictureQuality.NeighborhoodOf(first.Datasets.Select(dataset => dataset.Samples).DefaultIfEmpty(1).Max()),
            Datasets = datasets,
            Models = models,
            Layers = layers,
            Pictures = pictures,
            Start = [.. parts.SelectMany(part => part.Start(Math.Max(1, MostStarting / parts.Count))).Take(MostStarting)],
            Search = parts.Count == 1 && first.Search is { } search ? SearchBuilder.Build(search, trials) : null,
            Mark = mark is not null && places.TryGetValue((parts[0], mark.DatasetId), out int dataset)
                ? mark.Build(dataset, shown[dataset], pictures) : null,
        };
    }

    /// <summary>Adds a dataset.</summary>
    private int Add(SweepPart part, DatasetResult dataset, string title)
    {
        shown.Add(ShownSamples.Of(
            part.Stored.Labels(dataset.Id), dataset.Samples, most, mark is not null && mark.DatasetId == dataset.Id ? mark.Rows : []));
        datasets.Add(new DatasetBuilder(blocks).Build(part, dataset, shown[^1], title));
        return datasets.Count - 1;
    }

    /// <summary>Adds the models, layers and pictures of a sweep.</summary>
    private void Add(SweepPart part, Dictionary<(SweepPart Part, string Id), int> places)
    {
        ModelNames names = new(part.Models);
        Dictionary<string, int> modelPlaces = [];
        foreach (ModelResult model in part.Models)
        {
            modelPlaces[model.Id] = models.Count;
            models.Add(Model(part, model, names.Of(model), places[(part, model.DatasetId)]));
        }

        HashSet<string> vectored = WithVectors(part, places);
        LayerBuilder building = new(part, blocks);
        Dictionary<string, int> layerPlaces = [];
        foreach ((LayerResult layer, LayerGroup group) in part.Layers)
        {
            int dataset = places[(part, layer.DatasetId)];
            layerPlaces[layer.Id] = layers.Count;
            layers.Add(building.Build(layer, group, shown[dataset], modelPlaces[layer.ModelId], dataset, vectored.Contains(layer.Id)));
        }

        PictureBuilder drawing = new(part, blocks);
        foreach (ReducerSetting setting in part.Groups.SelectMany(group => group.Settings))
        {
            foreach (TrialResult trial in setting.Trials)
            {
                int layer = layerPlaces[trial.LayerId];
                pictures.Add(drawing.Build(trial, setting, shown[layers[layer].Dataset], layer, mark?.PlaceIn(trial.Id)));
            }
        }
    }

    private ModelHead Model(SweepPart part, ModelResult model, string title, int dataset)
    {
        int[] rows = shown[dataset].Rows;
        return new ModelHead
        {
            Id = part.Prefix + model.Id,
            Dataset = dataset,
            Name = model.Name,
            Title = title,
            TestAccuracy = model.TestAccuracy,
            Predicted = part.Stored.Predicted(model.Id) is not { } predicted ? null
                : blocks.AddWhole(Array.ConvertAll(rows, row => predicted[row]), datasets[dataset].Classes.Count, isSigned: true),
            Confidence = part.Stored.Confidence(model.Id) is not { } confidence ? null
                : blocks.Add<byte>(Quantized.Shares(row => confidence[row], rows)),
        };
    }

    /// <summary>The layers whose activations are put into the file: those that the report is about first, while there is room.</summary>
    private HashSet<string> WithVectors(SweepPart part, Dictionary<(SweepPart Part, string Id), int> places)
    {
        HashSet<string> chosen = [];
        IEnumerable<LayerResult> telling = LayerGrouping.LastLayers(part.Results, part.Groups).Select(group => group.Layer);
        foreach (LayerResult layer in telling.Concat(part.Layers.Select(pair => pair.Layer)).Distinct())
        {
            long bytes = (long)shown[places[(part, layer.DatasetId)]].Count * layer.Features;
            if (vectors + bytes <= MostVectors && part.Stored.Activations(layer.Id) is { Columns: > 0 })
            {
                vectors += bytes;
                chosen.Add(layer.Id);
            }
        }

        return chosen;
    }
}
