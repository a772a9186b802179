using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Models;

/// <summary>A model with what its training left: ready to be asked.</summary>
internal sealed class TrainedModel
{
    private readonly IModel model;
    private readonly string? trained;
    private readonly int classes;

    /// <summary>A model as trained on a dataset.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="trained">The folder that its training left; null for a model that needs none.</param>
    public TrainedModel(IModel model, DatasetInfo dataset, string? trained)
    {
        this.model = model;
        this.trained = trained;
        classes = dataset.ClassNames.Count;
        List<string> problems = [];
        Layers = [.. model.Layers(dataset, problems).Where(layer => layer.Flaw is null)];
        Problems = problems;
        Logits = LayerQuestions.Logits(model, Layers, classes);
    }

    /// <summary>The layers of the model, "input" first.</summary>
    public IReadOnlyList<LayerShape> Layers { get; }

    /// <summary>What does not fit together between the model and the dataset, a line each.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The layer with a score for every class; null when it was not trained to tell them apart.</summary>
    public LayerShape? Logits { get; }

    /// <summary>Activations of one layer.</summary>
    public Matrix Activations(SampleSet samples, string layer, Pooling pooling, StageContext context) =>
        model.Activations(new ActivationJob(samples, layer, pooling, classes, trained), context);
}
