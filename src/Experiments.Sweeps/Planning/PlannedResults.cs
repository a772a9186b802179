using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Planning;

/// <summary>A plan as results tell of it before anything has run.</summary>
internal static class PlannedResults
{
    /// <summary>
    /// Results in which every training and every trial is pending, without a moment and an environment; of a search, without trials.
    /// </summary>
    public static SweepResults Of(SweepPlan plan) => new()
    {
        Name = plan.Name,
        Started = string.Empty,
        Finished = string.Empty,
        FileDirectory = plan.Config.FileDirectory,
        Environment = new Dictionary<string, string>(),
        Neighborhoods = plan.Config.Neighbors,
        Metrics = SweepColumns.Of(plan.Config),
        Report = plan.Config.Report,
        Datasets = [.. plan.Datasets.Select(dataset => Of(dataset, plan.Models))],
        Models = [.. plan.Models.Select(Of)],
        Layers = [.. plan.Layers.Select(Of)],
        Trials = [.. plan.Trials.Select(Of)],
    };

    /// <summary>A trial that waits for its turn.</summary>
    public static TrialResult Of(Trial trial) => new()
    {
        Id = trial.Id,
        LayerId = trial.Layer.Id,
        Reducer = trial.Reducer.Descriptor.Kind,
        ReducerTitle = trial.Reducer.Options.UsesLabels ? $"{trial.Reducer.Descriptor.Title} (saw the labels)" : trial.Reducer.Descriptor.Title,
        SawLabels = trial.Reducer.Options.UsesLabels,
        Parameters = trial.Reducer.Parameters,
        Varied = trial.Reducer.Varied,
        Seed = trial.Seed,
        Deterministic = trial.IsDeterministic,
        Axes = trial.Reducer.Options.Axes,
        Status = TrialStatus.Pending,
        Metrics = new Dictionary<string, double?>(),
        Seconds = new Dictionary<string, double>(),
    };

    private static DatasetResult Of(DatasetPlan dataset, IReadOnlyList<ModelPlan> models)
    {
        DatasetInfo info = dataset.Info;
        string title = dataset.Name == info.Kind ? info.Title : dataset.Name;
        return new DatasetResult(
            dataset.Id, info.Kind, dataset.Name, title, dataset.Split, dataset.Samples, dataset.DataSeed, info.Features, info.Shape,
            info.ClassNames, info.Source, info.Fingerprint, info.License, info.Citation)
        {
            Notes = DatasetNotes.Of(dataset, models),
            LeftOut = info.LeftOut,
            Encoding = info.Encoding,
            Words = info.Words,
        };
    }

    /// <summary>A model that waits for its training, or needs none.</summary>
    public static ModelResult Of(ModelPlan model) =>
        new(
            model.Id, model.Dataset.Id, model.Entry.Name, model.Entry.Kind, model.TrainSeed, model.Model.NeedsTraining
            ? TrialStatus.Pending
            : null, null, null,
            null, null, 0, null)
        {
            Parameters = model.Varied,
            Reference = model.Model.Reference,
            Origin = model.Model.Origin,
        };

    private static LayerResult Of(LayerPlan layer) => new(
        layer.Id, layer.Model.Id, layer.Dataset.Id, layer.Shape.Name, OptionSchema.SnakeCase(layer.Pooling.ToString()),
        layer.Shape.Dimensions, layer.Features, layer.Dataset.Samples)
    {
        FeatureNames = layer.Shape.Name == LayerResult.InputName ? layer.Dataset.Info.FeatureNames : [],
    };
}
