using System.Globalization;

namespace Experiments.Sweeps.Planning;

/// <summary>The names by which plans and progress call models, layers and trials.</summary>
internal static class Titles
{
    /// <summary>"cnn learning_rate=0.01 on mnist, seed 0".</summary>
    public static string Of(ModelPlan model) => $"{Named(model)} on {model.Dataset.Name}{Seed(model)}";

    /// <summary>"conv1 of cnn on mnist, seed 0".</summary>
    public static string Of(LayerPlan layer) => $"{layer.Title} of {Of(layer.Model)}";

    /// <summary>"t-SNE perplexity=30, seed 1: conv1 of cnn on mnist, seed 0".</summary>
    public static string Of(Trial trial) => $"{Reducer(trial)}: {Of(trial.Layer)}";

    /// <summary>"t-SNE perplexity=30, seed 1: conv1 of cnn, seed 0": what tells a trial from others on its dataset.</summary>
    public static string BesideDataset(Trial trial) =>
        $"{Reducer(trial)}: {trial.Layer.Title} of {Named(trial.Layer.Model)}{Seed(trial.Layer.Model)}";

    /// <summary>" name=value" for each.</summary>
    public static string Settings(IReadOnlyDictionary<string, object?> varied) =>
        string.Concat(varied.Select(setting => $" {setting.Key}={Text(setting.Value)}"));

    private static string Named(ModelPlan model) => model.Entry.Name + Settings(model.Varied);

    private static string Seed(ModelPlan model) => model.Model.NeedsTraining ? $", seed {model.TrainSeed}" : string.Empty;

    private static string Reducer(Trial trial) =>
        $"{trial.Reducer.Descriptor.Title}{Settings(trial.Reducer.Varied)}{(trial.IsDeterministic ? string.Empty : $", seed {trial.Seed}")}";

    private static string Text(object? value) => value switch
    {
        null => "auto",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
