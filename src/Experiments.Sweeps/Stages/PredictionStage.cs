using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>Asks a trained model what it takes every embedded sample for, and how surely.</summary>
/// <param name="model">The model.</param>
/// <param name="samples">The stage that draws the samples.</param>
/// <param name="training">The stage that trains the model.</param>
internal sealed class PredictionStage(ModelPlan model, StageNode samples, StageNode training)
    : StageNode(StageNames.Predictions, Titles.Of(model), samples, training)
{
    /// <summary>File of the most probable class of every sample, n int32.</summary>
    public const string Predicted = "predicted.npy";

    /// <summary>File of the probability of that class, n float32.</summary>
    public const string Confidence = "confidence.npy";

    /// <inheritdoc/>
    public override StageAddress? Address => new(Kind, model.Id);

    /// <inheritdoc/>
    public override bool IsExclusive => true;

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.OfPredictions(model);

    /// <summary>Whether a model tells classes apart: one that needs no training gives no probabilities, in explanations neither.</summary>
    public static bool Applies(ModelPlan model) =>
        model.Model.NeedsTraining && new TrainedModel(model.Model, model.Dataset.Info, trained: null).Logits is not null;

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.Predictions(model, inputs[0].Content, inputs[1]);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        SampleSet input = SampleStage.Read(inputs[0]);
        TrainedModel trained = new(model.Model, model.Dataset.Info, inputs[1].Folder);
        return folder => Write(folder, trained.Activations(input, trained.Logits!.Name, Pooling.None, context).AboutZero());
    }

    /// <summary>Writes the answers that lie in the rows of a classifier's last layer.</summary>
    public static void Write(string folder, Matrix logits)
    {
        int[] predicted = new int[logits.Rows];
        float[] confidence = new float[logits.Rows];
        for (int i = 0; i < logits.Rows; i++)
        {
            Prediction prediction = Prediction.Of(logits.Row(i));
            predicted[i] = prediction.Class;
            confidence[i] = (float)prediction.Probabilities[predicted[i]];
        }

        NpyFile.Write(Path.Combine(folder, Predicted), predicted, predicted.Length);
        NpyFile.Write(Path.Combine(folder, Confidence), confidence, confidence.Length);
    }
}
