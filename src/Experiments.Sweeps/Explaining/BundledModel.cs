using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>A sweep's model, made again from the files that the sweep kept of it.</summary>
internal sealed class BundledModel
{
    private readonly IModel model;
    private readonly string? trained;
    private readonly int classes;

    private BundledModel(IModel model, string? trained, DatasetResult dataset)
    {
        this.model = model;
        this.trained = trained;
        classes = dataset.ClassNames.Count;
        Layers = model.Layers(Info(dataset), []);
        Logits = LayerQuestions.Logits(model, Layers, classes);
    }

    /// <summary>Its layers, "input" first.</summary>
    public IReadOnlyList<LayerShape> Layers { get; }

    /// <summary>The layer with a score for every class; null when it was not trained to tell them apart.</summary>
    public LayerShape? Logits { get; }

    /// <summary>Reads it from a sweep's folder.</summary>
    /// <exception cref="SweepException">The folder was written without it, or its files are damaged.</exception>
    public static BundledModel Open(SweepPaths paths, ModelResult result, DatasetResult dataset, IReadOnlyList<IModelKind> kinds)
    {
        string file = paths.ModelDescription(result.Id);
        IModel? model = File.Exists(file) ? Bind(file, kinds) : null;
        string? trained = model is { NeedsTraining: true } ? paths.ModelFiles(result.Id) : null;
        return model is not null && (trained is null || Directory.Exists(trained))
            ? new BundledModel(model, trained, dataset)
            : throw new SweepException(
                $"'{paths.Root}' does not hold its model '{result.Name}' (older sweeps kept no weights); run the same sweep again to add it, finished stages are kept.");
    }

    /// <summary>Activations of one layer.</summary>
    public Matrix Activations(SampleSet samples, string layer, Pooling pooling, StageContext context) =>
        model.Activations(new ActivationJob(samples, layer, pooling, classes, trained), context);

    private static IModel Bind(string file, IReadOnlyList<IModelKind> kinds)
    {
        ConfigErrors errors = new();
        ConfigNode? node = YamlReader.Read(File.ReadAllText(file), file, errors);
        errors.ThrowIfAny();
        IModelKind kind = kinds.FirstOrDefault(kind => kind.Kind == node?["kind"]?.Text)
            ?? throw new SweepException($"{file}: the model's kind is unknown, expected one of {string.Join(", ", kinds.Select(kind => kind.Kind))}.");
        IModel? model = kind.Bind(node!, errors);
        errors.ThrowIfAny();
        return model!;
    }

    private static DatasetInfo Info(DatasetResult dataset) => new()
    {
        Kind = dataset.Kind,
        Title = dataset.Title,
        Shape = dataset.Shape,
        Features = dataset.Features,
        ClassNames = dataset.ClassNames,
        Splits = new Dictionary<string, int> { [dataset.Split] = dataset.Samples },
        Source = dataset.Source,
        Fingerprint = dataset.Fingerprint,
        License = dataset.License,
        Citation = dataset.Citation,
    };
}
