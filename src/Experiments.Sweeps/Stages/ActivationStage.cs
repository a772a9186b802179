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
internal sealed class ActivationStage(LayerPlan layer, StageNode samples, StageNode? training)
    : StageNode(StageNames.Activations, Titles.Of(layer), training is null ? [samples] : [samples, training])
{
    /// <summary>File of the matrix, n × d float32.</summary>
    public const string Activations = "activations.npy";

    /// <inheritdoc/>
    public override StageAddress? Address => new(Kind, layer.Id);

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
        return folder => SampleStage.Write(Compute(input, inputs.ElementAtOrDefault(1), context), folder, Activations);
    }

    /// <summary>Reads back what the stage stored, n × d.</summary>
    public static Matrix Read(Artifact artifact) => SampleStage.ReadMatrix(artifact[Activations], SampleStage.OriginOf(artifact));

    private Matrix Compute(SampleSet input, Artifact? trained, StageContext context)
    {
        ActivationJob job = new(input, layer.Shape.Name, layer.Pooling, layer.Dataset.Info.ClassNames.Count, trained?.Folder);
        Matrix activations = layer.Model.Model.Activations(job, context);
        return activations.Rows == input.Count && activations.Columns == layer.Features
            ? activations
            : throw new SweepException(
                $"the model gave {activations.Rows} x {activations.Columns} activations where {input.Count} x {layer.Features} were announced");
    }
}
