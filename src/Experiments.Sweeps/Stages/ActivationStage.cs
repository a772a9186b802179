using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>Runs the samples through a model up to a layer.</summary>
internal static class ActivationStage
{
    /// <summary>The matrix, n × d float32.</summary>
    public const string Activations = "activations.npy";

    /// <summary>The stage; <paramref name="trained"/> is null for a model without training.</summary>
    public static StageWork Of(LayerPlan layer, Artifact samples, Artifact? trained) => new(
        StageNames.Activations,
        StageKeys.Activations(layer, samples.Content, trained),
        Titles.Of(layer),
        context =>
        {
            SampleSet input = SampleStage.Read(samples);
            return folder => SampleStage.Write(Compute(layer, input, trained, context), folder, Activations);
        });

    /// <summary>Reads back what the stage stored, n × d.</summary>
    public static Matrix Read(Artifact artifact) => SampleStage.ReadMatrix(artifact[Activations], SampleStage.OriginOf(artifact));

    private static Matrix Compute(LayerPlan layer, SampleSet input, Artifact? trained, StageContext context)
    {
        ActivationJob job = new(input, layer.Shape.Name, layer.Pooling, layer.Dataset.Info.ClassNames.Count, trained?.Folder);
        Matrix activations = layer.Model.Model.Activations(job, context);
        return activations.Rows == input.Count && activations.Columns == layer.Features
            ? activations
            : throw new SweepException(
                $"the model gave {activations.Rows} x {activations.Columns} activations where {input.Count} x {layer.Features} were announced");
    }
}
