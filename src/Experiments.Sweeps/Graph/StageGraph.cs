using Experiments.Results.Choosing;
using Experiments.Results.Records;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Graph;

/// <summary>
/// Every stage of a plan, and what it reads: dataset -> training -> activations -> spectrum -> features, neighbours, and for each trial embedding ->
/// metrics, for each trained model its answers, for each dataset without classes its groups; then, once scores have chosen the pictures that stand
/// for the sweep, the stages that inspect these, and forests over settings. The local runner, the dry run, the memory budget and the cache read this
/// one object; it never changes. A kind of stage is added here and in a file of its own.
/// </summary>
internal sealed class StageGraph
{
    private readonly SweepConfig config;
    private readonly Dictionary<DatasetPlan, StageNode> samples;
    private readonly Dictionary<ModelPlan, StageNode> trainings;
    private readonly Dictionary<LayerPlan, StageNode> activations;
    private readonly Dictionary<LayerPlan, StageNode> spectra;
    private readonly Dictionary<LayerPlan, StageNode> features;
    private readonly Dictionary<ModelPlan, StageNode> predictions;
    private readonly Dictionary<DatasetPlan, GroupingStage> groupings;
    private readonly Dictionary<LayerPlan, IReadOnlyList<NeighborStage>> neighbors;

    private readonly Dictionary<Trial, TrialStages> planned;

    private StageGraph(SweepPlan plan)
    {
        config = plan.Config;
        IReadOnlyList<LayerPlan> layers = plan.AllLayers;
        ILookup<LayerPlan, Trial> trials = plan.Trials.ToLookup(trial => trial.Layer);
        samples = layers.Select(layer => layer.Dataset).Distinct().ToDictionary(dataset => dataset, StageNode (dataset) => new SampleStage(dataset));
        trainings = layers.Select(layer => layer.Model).Distinct().Where(model => model.Model.NeedsTraining)
            .ToDictionary(model => model, StageNode (model) => new TrainStage(model));
        Dictionary<ModelPlan, ActivationGroup> together = layers.Select(layer => layer.Model).Distinct()
            .Where(model => model.Model.GivesLayersTogether).ToDictionary(model => model, model => new ActivationGroup(model));
        activations = layers.ToDictionary(layer => layer, StageNode (layer) => Activate(layer, together.GetValueOrDefault(layer.Model)));
        spectra = plan.Layers.ToDictionary(layer => layer, StageNode (layer) => new SpectrumStage(layer, activations[layer]));
        HashSet<LayerPlan> told = [.. Told(plan)];
        features = told.Where(LayerFeaturesStage.Applies).ToDictionary(
            layer => layer, StageNode (layer) => new LayerFeaturesStage(layer, samples[layer.Dataset], activations[layer], spectra[layer]));
        neighbors = layers.ToDictionary(layer => layer, IReadOnlyList<NeighborStage> (layer) => Graphs(
            layer,
            NeighborDemand.Of(
                layer.Dataset.Samples, plan.Search?.Corners ?? trials[layer].Select(trial => trial.Reducer.Options), config,
                isKept: plan.Layers.Contains(layer))));
        predictions = plan.Models.Where(PredictionStage.Applies).ToDictionary(
            model => model, StageNode (model) => new PredictionStage(model, samples[model.Dataset], trainings[model]));
        groupings = plan.Layers.GroupBy(layer => layer.Dataset).Where(same => GroupingStage.Applies(same.Key))
            .ToDictionary(same => same.Key, same => new GroupingStage(same.Last(), activations[same.Last()]));
        Trials = [.. plan.Trials.Select(Make)];
        planned = Trials.ToDictionary(stages => stages.Trial);
    }

    /// <summary>The stages of the plan's trials; empty for a search, whose trials are chosen while it runs (<see cref="Of(Trial)"/>).</summary>
    public IReadOnlyList<TrialStages> Trials { get; }

    /// <summary>The stages that are known before anything has run, each after those that it reads.</summary>
    public IEnumerable<StageNode> Nodes =>
    [
        .. samples.Values, .. trainings.Values, .. activations.Values, .. spectra.Values, .. features.Values,
        .. neighbors.Values.SelectMany(graphs => graphs),
        .. Trials.SelectMany(trial => (StageNode[])[trial.Embedding, trial.Metrics]), .. predictions.Values,
        .. groupings.Values,
    ];

    /// <summary>The graph of a plan.</summary>
    public static StageGraph Of(SweepPlan plan) => new(plan);

    /// <summary>The stage that draws a dataset's samples.</summary>
    public StageNode Samples(DatasetPlan dataset) => samples[dataset];

    /// <summary>The stage that trains a model; null for one that needs no training.</summary>
    public StageNode? Training(ModelPlan model) => trainings.GetValueOrDefault(model);

    /// <summary>The stage of a layer's activations.</summary>
    public StageNode Activations(LayerPlan layer) => activations[layer];

    /// <summary>The stage of a layer's principal components.</summary>
    public StageNode Spectrum(LayerPlan layer) => spectra[layer];

    /// <summary>The stage that looks at a layer's features; null for a layer whose features no page shows.</summary>
    public StageNode? Features(LayerPlan layer) => features.GetValueOrDefault(layer);

    /// <summary>The neighbour graphs that reducers and scores on a layer are cut from.</summary>
    public IReadOnlyList<NeighborStage> Neighbors(LayerPlan layer) => neighbors[layer];

    /// <summary>The exact neighbours of a layer, which scores judge by; null where there are too few samples for any.</summary>
    public NeighborStage? TrueNeighbors(LayerPlan layer) => neighbors[layer].FirstOrDefault(stage => stage.Graph == GraphKind.OfScores);

    /// <summary>The stage of a model's answers; null for one that gives none.</summary>
    public StageNode? Predictions(ModelPlan model) => predictions.GetValueOrDefault(model);

    /// <summary>The stages that group the samples of datasets which have neither classes nor values.</summary>
    public IEnumerable<GroupingStage> Groupings => groupings.Values;

    /// <summary>The stages of a trial, one of the plan's or one that a search came to.</summary>
    public TrialStages Of(Trial trial) => planned.GetValueOrDefault(trial) ?? Make(trial);

    private ActivationStage Activate(LayerPlan layer, ActivationGroup? group)
    {
        StageNode? training = trainings.GetValueOrDefault(layer.Model);
        return group?.Add(layer, samples[layer.Dataset], training) ?? new ActivationStage(layer, samples[layer.Dataset], training);
    }

    private TrialStages Make(Trial trial)
    {
        EmbeddingStage embedding = new(trial, samples[trial.Layer.Dataset], activations[trial.Layer]);
        return new TrialStages(trial, embedding, new MetricsStage(trial, config, samples[trial.Layer.Dataset], activations[trial.Layer], embedding));
    }

    /// <summary>The stages that inspect the layer a model's report is about.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="chosen">The trials whose pictures stand for the layer, one at least.</param>
    public InspectionStages Inspect(LayerPlan layer, IReadOnlyList<Trial> chosen)
    {
        StageNode[] pictures = [.. chosen.Select(trial => Of(trial).Embedding)];
        InspectedLayer inspected = new(layer, chosen, samples[layer.Dataset], trainings.GetValueOrDefault(layer.Model), activations[layer], pictures);
        return new InspectionStages(
            inspected,
            new LinearMapStage(inspected),
            new NullScoreStage(inspected, config),
            new KeptSampleStage(inspected, config.Report.Samples),
            PictureQualityStage.Applies(layer)
                ? [.. chosen.Select((trial, i) => new PictureQualityStage(trial, config, activations[layer], pictures[i]))] : []);
    }

    /// <summary>The stages that weigh the settings of reducers, of which enough combinations were run.</summary>
    public static IReadOnlyList<ImportanceStage> Importances(SweepResults results) =>
        [.. SettingStudy.Of(results).Where(study => study.WantsForest).Select(study => new ImportanceStage(study))];

    /// <summary>The layers that the report is about.</summary>
    private static IEnumerable<LayerPlan> Told(SweepPlan plan)
    {
        HashSet<string> told = [.. LayerGrouping.LastLayers(PlannedResults.Of(plan)).Select(group => group.Layer.Id)];
        return plan.Layers.Where(layer => told.Contains(layer.Id));
    }

    private NeighborStage[] Graphs(LayerPlan layer, IReadOnlyDictionary<GraphKind, int> demand) =>
        [.. demand.Select(graph => new NeighborStage(layer, graph.Key, graph.Value, activations[layer]))];
}

/// <summary>The stages that belong to one trial alone.</summary>
internal sealed record TrialStages(Trial Trial, EmbeddingStage Embedding, MetricsStage Metrics)
{
    /// <summary>What the fit or the scores fill, whichever is more.</summary>
    public MemoryDemand Memory => Embedding.Memory with { Own = Math.Max(Embedding.Memory.Own, Metrics.Memory.Own) };
}

/// <summary>The stages that inspect the layer which a model's report is about, and the pictures that stand for it.</summary>
internal sealed record InspectionStages(
    InspectedLayer Inspected, LinearMapStage Maps, NullScoreStage Null, KeptSampleStage Kept, IReadOnlyList<PictureQualityStage> Qualities)
{
    /// <summary>All of them.</summary>
    public IEnumerable<StageNode> Nodes => [Maps, Null, Kept, .. Qualities];
}
