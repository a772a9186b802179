using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>Runs the samples through a model up to a layer.</summary>
/// <param name="layer">The layer.</param>
/// <param name="samples">The stage that draws the samples.</param>
/// <param name="training">The stage that trains the model; null for a model without training.</param>
/// <param name="group">The layers that one pass gives together; null for a layer of its own.</param>
internal sealed class ActivationStage(LayerPlan layer, StageNode samples, StageNode? training, ActivationGroup? group = null)
    : StageNode(StageNames.Activations, Titles.Of(layer), training is null ? [samples] : [samples, training])
{
    /// <summary>File of the matrix, n × d float32.</summary>
    public const string Activations = "activations.npy";

    /// <inheritdoc/>
    public override StageAddress? Address => new(Kind, layer.Id);

    /// <summary>The layer whose activations the stage computes.</summary>
    public LayerPlan Layer => layer;

    /// <inheritdoc/>
    public override StageGroup? Group => group;

    /// <inheritdoc/>
    public override bool IsExclusive => layer.Model.Model.NeedsTraining;

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.Of(layer);

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.Activations(layer, inputs[0].Content, inputs.ElementAtOrDefault(1));

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        SampleSet input = SampleStage.Read(inputs[0]);
        return folder => Compute([layer], input, inputs.ElementAtOrDefault(1), context)[0](folder);
    }

    /// <summary>Reads back what the stage stored, n × d.</summary>
    public static Matrix Read(Artifact artifact) => SampleStage.ReadMatrix(artifact[Activations], SampleStage.OriginOf(artifact));

    /// <summary>Runs samples through a model up to several layers of it; what is returned writes the activations of each.</summary>
    public static IReadOnlyList<Action<string>> Compute(
        IReadOnlyList<LayerPlan> layers, SampleSet input, Artifact? trained, StageContext context)
    {
        LayerPlan first = layers[0];
        ActivationJob job = new(input, first.Shape.Name, first.Pooling, first.Dataset.Info.ClassNames.Count, trained?.Folder);
        LayerRequest[] requests = [.. layers.Select(layer => new LayerRequest(layer.Shape.Name, layer.Pooling))];
        IReadOnlyList<Matrix> activations = first.Model.Model.Activations(job, requests, context);
        return [.. layers.Zip(activations, (layer, matrix) => Checked(layer, matrix, input.Count))];
    }

    private static Action<string> Checked(LayerPlan layer, Matrix activations, int samples) =>
        activations.Rows == samples && activations.Columns == layer.Features
            ? folder => SampleStage.Write(activations, folder, Activations)
            : throw new SweepException(
                $"the model gave {activations.Rows} x {activations.Columns} activations where {samples} x {layer.Features} were announced");
}

/// <summary>The layers of a model that one pass of a dataset's samples gives together.</summary>
/// <param name="model">The model on its dataset.</param>
internal sealed class ActivationGroup(ModelPlan model) : StageGroup
{
    private readonly List<StageNode> members = [];

    /// <inheritdoc/>
    public override string Label => Titles.Of(model);

    /// <inheritdoc/>
    public override IReadOnlyList<StageNode> Members => members;

    /// <summary>Makes the stage of one more layer.</summary>
    public ActivationStage Add(LayerPlan layer, StageNode samples, StageNode? training)
    {
        ActivationStage stage = new(layer, samples, training, this);
        members.Add(stage);
        return stage;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Action<string>> Compute(
        IReadOnlyList<StageNode> some, IReadOnlyList<Artifact> inputs, StageContext context) => ActivationStage.Compute(
            [.. some.Cast<ActivationStage>().Select(stage => stage.Layer)], SampleStage.Read(inputs[0]), inputs.ElementAtOrDefault(1), context);
}
