using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>
/// Follows a layer's most telling samples through the model: the answer, the maps of the first convolution, the vector that the answer is read from,
/// and the nearest samples in the layer.
/// </summary>
/// <param name="inspected">The layer and its pictures.</param>
/// <param name="picks">Samples that the sweep file picks, from 0; empty for the most telling ones.</param>
internal sealed class KeptSampleStage(InspectedLayer inspected, IReadOnlyList<int> picks) : StageNode(
    StageNames.KeptSamples, inspected.Title, inspected.Training is null ? inspected.Inputs : [.. inspected.Inputs, inspected.Training])
{
    /// <summary>File of <see cref="KeptSamples"/>.</summary>
    public const string Kept = "kept.json";

    /// <summary>The samples' rows of the layer, one after another, float32.</summary>
    public const string Activations = "activations.npy";

    /// <summary>What was subtracted from each feature of those rows, float64; absent when nothing was.</summary>
    public const string Origin = "origin.npy";

    /// <summary>The samples' feature maps, samples × channels × height × width float32; absent without such a layer.</summary>
    public const string Maps = "maps.npy";

    private const int Neighbors = 8;

    private LayerPlan Layer => inspected.Layer;

    /// <inheritdoc/>
    public override StageAddress? Address => StageAddress.Of(Kind, inspected.Trials);

    /// <inheritdoc/>
    public override bool IsExclusive => Layer.Model.Model.NeedsTraining;

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.Of(Layer);

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.KeptSamples(
        Layer, inputs[0].Content, Trained(inputs),
        inspected.Trials.Zip(inputs.Skip(2), (trial, picture) => (LinearMapStage.IsPrincipal(trial), picture.Content)), picks);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        SampleSet samples = SampleStage.Read(inputs[0]);
        Matrix activations = host.Layer(Layer).Activations;
        Matrix[] pictures = inspected.ReadPictures(inputs);
        QualityReference reference = host.Layer(Layer).Quality(Contexts.Reduction(context));
        TrainedModel model = new(Layer.Model.Model, Layer.Dataset.Info, Trained(inputs)?.Folder);
        return folder => Write(
            folder, samples, activations, Choose(samples, activations, pictures, reference, Contexts.Reduction(context)), model, context);
    }

    private Artifact? Trained(IReadOnlyList<Artifact> inputs) => inputs.ElementAtOrDefault(2 + inspected.Pictures.Count);

    /// <summary>Principal components place by variance, not by neighbours, and judge samples only where there is no other picture.</summary>
    private ChosenSample[] Choose(
        SampleSet samples, Matrix activations, Matrix[] pictures, QualityReference reference, ReductionContext context)
    {
        Matrix[] judged = [.. pictures.Where((_, i) => !LinearMapStage.IsPrincipal(inspected.Trials[i]))];
        return [.. new SampleChoice(samples.Labels, activations, judged.Length > 0 ? judged : pictures, reference, context).Choose(picks)];
    }

    private void Write(string folder, SampleSet samples, Matrix activations, ChosenSample[] chosen, TrainedModel model, StageContext context)
    {
        ModelExplainer explainer = new(model, samples, context)
        {
            Known = Layer.Pooling == Pooling.None ? (Layer.Shape.Name, activations.AboutZero()) : null,
        };
        InputTrace[] traces = [.. chosen.Select(one => explainer.Explain(samples.At([one.Sample]), null))];
        float[] rows = [.. chosen.SelectMany(one => activations.Row(one.Sample).ToArray())];
        NpyFile.Write(Path.Combine(folder, Activations), rows, chosen.Length, activations.Columns);
        if (activations.Origin is { } origin)
        {
            NpyFile.Write(Path.Combine(folder, Origin), (double[])[.. origin], origin.Count);
        }

        FeatureMaps? maps = traces.FirstOrDefault()?.Maps;
        if (maps is not null)
        {
            float[] all = [.. traces.SelectMany(trace => trace.Maps!.Values)];
            NpyFile.Write(Path.Combine(folder, Maps), all, chosen.Length, maps.Channels, maps.Height, maps.Width);
        }

        JsonFile.Write(Path.Combine(folder, Kept), new KeptSamples
        {
            LayerId = Layer.Id,
            Maps = maps is null ? null : new KeptMaps(maps.Layer, maps.Convolution, maps.Channels, maps.Height, maps.Width),
            Samples = [.. chosen.Zip(traces, (one, trace) => Describe(one, trace, activations, Contexts.Reduction(context)))],
        });
    }

    private static KeptSample Describe(ChosenSample one, InputTrace trace, Matrix activations, ReductionContext context) => new()
    {
        Sample = one.Sample,
        Reason = one.Reason,
        Strangers = one.Strangers,
        Judged = one.Judged,
        Prediction = trace.Prediction,
        Vector = trace.Vector,
        Nearest = NearSamples.Find(activations, activations.Row(one.Sample), one.Sample, Neighbors, context),
    };
}
