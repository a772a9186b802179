using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Models;

/// <summary>Runs inputs through a model, one by one: its answer, its first maps, its last vector.</summary>
/// <param name="model">The model that is asked.</param>
/// <param name="samples">The sweep's samples, to compare with.</param>
/// <param name="context">The circumstances of the run.</param>
internal sealed class ModelExplainer(TrainedModel model, SampleSet samples, StageContext context)
{
    private readonly Dictionary<(string Layer, int? Class), (float[]? Mean, int Count)> means = [];

    /// <summary>A layer whose activations of all samples are known, and these; null where they have to be computed.</summary>
    public (string Layer, Matrix Activations)? Known { get; init; }

    /// <summary>Runs a set of one sample; <paramref name="layer"/> names a layer to show instead of the usual ones.</summary>
    public InputTrace Explain(SampleSet input, string? layer)
    {
        LayerShape? asked = model.Layers.Skip(1).FirstOrDefault(shape => shape.Name == layer);
        Prediction? prediction = model.Logits is { } logits ? Prediction.Of(Run(input, logits)) : null;
        return new InputTrace(
            prediction, MapsOf(input, asked), VectorOf(input, asked, prediction?.Class ?? (input.Labels?[0] is int label and >= 0 ? label : null)));
    }

    private FeatureMaps? MapsOf(SampleSet input, LayerShape? asked)
    {
        LayerShape? first = LayerQuestions.FirstConvolution(model.Layers);
        LayerShape? shown = asked is not null && LayerQuestions.IsSpatial(asked) ? asked
            : first is null ? null : LayerQuestions.AfterNonlinearity(model.Layers, first);
        return shown is null ? null : new FeatureMaps(
            shown.Name, first is null || shown == first || shown == asked ? null : first.Name,
            shown.Dimensions[0], shown.Dimensions[1], shown.Dimensions[2], Run(input, shown));
    }

    private UnitVector? VectorOf(SampleSet input, LayerShape? asked, int? label)
    {
        LayerShape? last = LayerQuestions.LastVector(model.Layers, model.Logits);
        LayerShape? shown = asked is not null && !LayerQuestions.IsSpatial(asked) ? asked : last;
        if (shown is null)
        {
            return null;
        }

        if (!means.TryGetValue((shown.Name, label), out (float[]? Mean, int Count) mean))
        {
            mean = means[(shown.Name, label)] = MeanOf(shown.Name, label);
        }

        return new UnitVector(shown.Name, shown == last && model.Logits is not null, Run(input, shown))
        {
            Mean = mean.Mean,
            MeanClass = label,
            MeanCount = mean.Count,
        };
    }

    /// <summary>The mean over the samples of a class, or over all; null where there are none.</summary>
    private (float[]? Mean, int Count) MeanOf(string layer, int? label)
    {
        int[] peers = [.. Enumerable.Range(0, samples.Count).Where(i => label is null || samples.Labels?[i] == label)];
        return peers.Length == 0 ? (null, 0)
            : Known?.Layer == layer ? (Mean(Known.Value.Activations, peers), peers.Length)
            : (Mean(model.Activations(samples.At(peers), layer, Pooling.None, context).AboutZero(), [.. Enumerable.Range(0, peers.Length)]),
                peers.Length);
    }

    private float[] Run(SampleSet input, LayerShape layer) =>
        model.Activations(input, layer.Name, Pooling.None, context).AboutZero().Row(0).ToArray();

    private static float[] Mean(Matrix activations, int[] rows)
    {
        double[] sums = new double[activations.Columns];
        foreach (int i in rows)
        {
            for (int f = 0; f < sums.Length; f++)
            {
                sums[f] += activations[i, f];
            }
        }

        return Array.ConvertAll(sums, sum => (float)(sum / rows.Length));
    }
}

/// <summary>What a model makes of one input; what it cannot tell is null.</summary>
/// <param name="Prediction">The model's answer.</param>
/// <param name="Maps">Activations over space.</param>
/// <param name="Vector">The vector that the answer is read from.</param>
internal sealed record InputTrace(Prediction? Prediction, FeatureMaps? Maps, UnitVector? Vector);
