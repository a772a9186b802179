using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Models;

/// <summary>A kind of model as users meet it in YAML (<c>kind: cnn</c>).</summary>
public interface IModelKind
{
    /// <summary>The name users type.</summary>
    string Kind { get; }

    /// <summary>Keys whose value is a list by nature; any other list of single values is an axis of the sweep.</summary>
    IReadOnlyList<string> Lists => [];

    /// <summary>
    /// The model kind's own keys (kind and name are added elsewhere) as JSON Schema: a closed mapping; see <see cref="OptionFragments"/>.
    /// </summary>
    JsonObject Schema { get; }

    /// <summary>The defaults that fill what a model's mapping leaves out.</summary>
    IEnumerable<DefaultSection> Defaults(ConfigNode node) => SchemaDefaults.Of(Schema, node);

    /// <summary>
    /// Reads a model from its YAML mapping (keys kind and name are read elsewhere); files it names are looked for in
    /// <paramref name="data"/>. Adds every problem to <paramref name="errors"/>; returns null when there were any.
    /// </summary>
    IModel? Bind(ConfigNode node, DataContext data, ConfigErrors errors);
}

/// <summary>A configured model: says what it would compute, trains, and gives activations. Holds no state of its own.</summary>
public interface IModel
{
    /// <summary>Everything that changes its results, every default written out; part of config.yaml.</summary>
    JsonObject Parameters { get; }

    /// <summary>The part of the model that belongs to cache keys: the parameters, with the content of files in place of their paths.</summary>
    JsonObject Identity => Parameters;

    /// <summary>The figures published for such a model; null when the sweep file tells none. They are no part of <see cref="Identity"/>.</summary>
    PublishedFigures? Reference => null;

    /// <summary>Where somebody else's weights come from; null for a model whose weights are the user's.</summary>
    ModelOrigin? Origin => null;

    /// <summary>Fetches what it is made of and is not on this machine yet; called before a sweep that uses it runs.</summary>
    /// <exception cref="MendableException">It can be had nowhere.</exception>
    void Fetch()
    {
    }

    /// <summary>Raised by hand whenever the same parameters would give other results.</summary>
    int Version { get; }

    /// <summary>True when <see cref="Train"/> has anything to do (pixels: no).</summary>
    bool NeedsTraining { get; }

    /// <summary>
    /// The named layers for such input, first to last, "input" first. <paramref name="problems"/> receives one line for each thing that
    /// does not fit (an image too small for its pools, features without an image shape).
    /// </summary>
    IReadOnlyList<LayerShape> Layers(DatasetInfo dataset, ICollection<string> problems);

    /// <summary>
    /// Trains and leaves its files (weights, <c>training.json</c> with a <see cref="TrainingReport"/>) in the job's output folder;
    /// resumes from the job's checkpoint folder, where it saves after every epoch.
    /// </summary>
    void Train(TrainingJob job, StageContext context);

    /// <summary>Activations of one layer, n × (flattened size, channels first); streamed over batches.</summary>
    Matrix Activations(ActivationJob job, StageContext context);

    /// <summary>True when one pass of the samples gives any number of layers, so that layers are best asked for together.</summary>
    bool GivesLayersTogether => false;

    /// <summary>Activations of several layers, in their order; one pass gives them all where <see cref="GivesLayersTogether"/>.</summary>
    IReadOnlyList<Matrix> Activations(ActivationJob job, IReadOnlyList<LayerRequest> layers, StageContext context) =>
        [.. layers.Select(layer => Activations(job with { Layer = layer.Name, Pooling = layer.Pooling }, context))];
}

/// <summary>A named layer's output: dimensions without the batch, channels first ([32, 28, 28] or [128]).</summary>
public sealed record LayerShape(string Name, IReadOnlyList<int> Dimensions)
{
    /// <summary>What the layer that gives the tensor does.</summary>
    public LayerRole Role { get; init; }

    /// <summary>The reason why the tensor cannot be reduced ("holds int64, not float32"); null when it can.</summary>
    public string? Flaw { get; init; }

    /// <summary>The number of values once flattened.</summary>
    public int Size => Dimensions.Aggregate(1, (product, dimension) => product * dimension);
}

/// <summary>
/// The samples that a model is trained on. Early stopping looks at a held-out part of Train unless the model's settings name the test split.
/// </summary>
/// <param name="Train">Training samples with labels.</param>
/// <param name="Test">Held-out samples with labels, for the final accuracy, log-loss and confusion matrix.</param>
/// <param name="ClassNames">Class names by index.</param>
/// <param name="Seed">Fixes initial weights, shuffling, dropout and the validation part.</param>
/// <param name="OutputDirectory">Empty folder for the results.</param>
/// <param name="CheckpointDirectory">Folder that survives a kill; its content belongs to this very job.</param>
public sealed record TrainingJob(
    SampleSet Train, SampleSet Test, IReadOnlyList<string> ClassNames, long Seed, string OutputDirectory, string CheckpointDirectory);

/// <summary>The request for the activations of samples at a layer.</summary>
/// <param name="Samples">The samples to run through the model.</param>
/// <param name="Layer">A name from <see cref="IModel.Layers"/>.</param>
/// <param name="Pooling">The treatment of space.</param>
/// <param name="Classes">Number of classes it was trained for.</param>
/// <param name="ModelDirectory">The folder that <see cref="IModel.Train"/> left behind; null for a model that needs no training.</param>
public sealed record ActivationJob(SampleSet Samples, string Layer, Pooling Pooling, int Classes, string? ModelDirectory);

/// <summary>A layer that is asked for: a name from <see cref="IModel.Layers"/>, and the treatment of space.</summary>
public sealed record LayerRequest(string Name, Pooling Pooling);

/// <summary>The circumstances in which a stage runs.</summary>
/// <param name="Threads">Worker threads; never changes results.</param>
/// <param name="Progress">Told of every step.</param>
/// <param name="Cancellation">Stops at the next step.</param>
public sealed record StageContext(int Threads, IProgress<StageProgress> Progress, CancellationToken Cancellation)
{
    /// <summary>Stops what others wait for too, which one trial's time limit must not; null where that is the same.</summary>
    public CancellationToken? SharedCancellation { get; init; }

    /// <summary>Told some time before the stage has to end: it stops at the next point at which it leaves a checkpoint.</summary>
    public CancellationToken Closing { get; init; }

    /// <summary>The number of threads that are this stage's share at the moment, where others run beside it; null for all of them.</summary>
    public Func<int>? ThreadsNow { get; init; }
}

/// <summary>The share (0..1) of a stage that is done, and its own words about it: "epoch 3/50, loss 0.42, val_accuracy 0.91".</summary>
public readonly record struct StageProgress(double Fraction, string Text);
