using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Models;

/// <summary>Runs one input through a model: its answer, its first maps, its last vector.</summary>
/// <param name="model">The model that is asked.</param>
/// <param name="samples">The sweep's samples, to compare with.</param>
/// <param name="input">The input, as a set of one sample.</param>
/// <param name="context">The circumstances of the run.</param>
internal sealed class ModelExplainer(TrainedModel model, SampleSet samples, SampleSet input, StageContext context)
{
    /// <summary>Runs it; <paramref name="layer"/> names a layer to show instead of the usual ones.</summary>
    public InputTrace Explain(string? layer)
    {
        LayerShape? asked = model.Layers.Skip(1).FirstOrDefault(shape => shape.Name == layer);
        Prediction? prediction = model.Logits is { } logits ? Prediction.Of(Run(logits)) : null;
        return new InputTrace(
            prediction, MapsOf(asked), VectorOf(asked, prediction?.Class ?? (input.Labels?[0] is int label and >= 0 ? label : null)));
    }

    private FeatureMaps? MapsOf(LayerShape? asked)
    {
        LayerShape? first = LayerQuestions.FirstConvolution(model.Layers);
        LayerShape? shown = asked is not null && LayerQuestions.IsSpatial(asked) ? asked
            : first is null ? null : LayerQuestions.AfterNonlinearity(model.Layers, first);
        return shown is null ? null : new FeatureMaps(
            shown.Name, first is null || shown == first || shown == asked ? null : first.Name,
            shown.Dimensions[0], shown.Dimensions[1], shown.Dimensions[2], Run(shown));
    }

    private UnitVector? VectorOf(LayerShape? asked, int? label)
    {
        LayerShape? last = LayerQuestions.LastVector(model.Layers, model.Logits);
        LayerShape? shown = asked is not null && !LayerQuestions.IsSpatial(asked) ? asked : last;
        if (shown is null)
        {
            return null;
        }

        int[] peers = [.. Enumerable.Range(0, samples.Count).Where(i => label is null || samples.Labels?[i] == label)];
        return new UnitVector(shown.Name, shown == last && model.Logits is not null, Run(shown))
        {
            Mean = peers.Length == 0 ? null : Mean(model.Activations(samples.At(peers), shown.Name, Pooling.None, context).AboutZero()),
            MeanClass = label,
            MeanCount = peers.Length,
        };
    }

    private float[] Run(LayerShape layer) => model.Activations(input, layer.Name, Pooling.None, context).AboutZero().Row(0).ToArray();

    private static float[] Mean(Matrix activations)
    {
        double[] sums = new double[activations.Columns];
        for (int i = 0; i < activations.Rows; i++)
        {
            for (int f = 0; f < sums.Length; f++)
            {
                sums[f] += activations[i, f];
            }
        }

        return Array.ConvertAll(sums, sum => (float)(sum / activations.Rows));
    }
}

/// <summary>What a model makes of one input; what it cannot tell is null.</summary>
/// <param name="Prediction">The model's answer.</param>
/// <param name="Maps">Activations over space.</param>
/// <param name="Vector">The vector that the answer is read from.</param>
internal sealed record InputTrace(Prediction? Prediction, FeatureMaps? Maps, UnitVector? Vector);
