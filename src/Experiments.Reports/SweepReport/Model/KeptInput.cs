using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.Drawing.Inputs;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>A sample that the sweep kept, seen as an explained input, so that the figures of an explanation draw it.</summary>
/// <param name="Group">The layer that the sample was kept for.</param>
/// <param name="Kept">The sample as the sweep kept it.</param>
/// <param name="Explained">The sample in its dataset, as an explanation has it.</param>
/// <param name="Activations">The sample's row of the layer.</param>
/// <param name="Origin">The number that was subtracted from each value of that row; null where nothing was.</param>
internal sealed record KeptInput(LayerGroup Group, KeptSample Kept, ExplainedDataset Explained, float[] Activations, double[]? Origin)
{
    private const int Neighbors = 8;

    public ExplainedModel Way => Explained.Models[0];

    public ExplainedLayer Layer => Explained.Layers[0];

    /// <summary>"ants/DSC_0116.jpg", or "sample 17".</summary>
    public string Name => SampleName.Of(Explained.Names, Kept.Sample);

    /// <summary>The words for the sample at the head of a sentence.</summary>
    public string Heading => SampleName.Capitalized(Explained.Names, Kept.Sample);

    /// <summary>"the most misplaced", "typical of 7", "picked".</summary>
    public string Role(PictureData data) => Kept.Reason switch
    {
        SampleReason.Misplaced => Kept.Strangers > 0 ? "the most misplaced" : "none is misplaced",
        SampleReason.Typical when Explained.TrueClass is int label => $"typical of {data.ClassName(label)}",
        SampleReason.Typical => "near the mean of all",
        _ => "picked",
    };

    /// <summary>Returns the samples that the folder keeps for a layer, most telling first; empty where it keeps none.</summary>
    public static IReadOnlyList<KeptInput> Of(ReportModel model, LayerGroup group)
    {
        KeptSamples? kept = model.Stored.Kept(group.Model.Id);
        float[]? rows = model.Stored.KeptActivations(group.Model.Id);
        return kept?.LayerId == group.Layer.Id && rows?.Length == kept.Samples.Count * group.Layer.Features
            ? [.. kept.Samples.Select((sample, i) =>
                One(model, group, kept, i, rows.AsSpan(i * group.Layer.Features, group.Layer.Features).ToArray()))]
            : [];
    }

    private static KeptInput One(ReportModel model, LayerGroup group, KeptSamples kept, int index, float[] activations)
    {
        KeptSample sample = kept.Samples[index];
        ImageSet? images = model.Stored.Images(group.Dataset.Id);
        double[]? origin = model.Stored.KeptOrigin(group.Model.Id);
        return new KeptInput(group, sample, new ExplainedDataset
        {
            Dataset = group.Dataset,
            Sample = sample.Sample,
            Names = model.Stored.Names(group.Dataset.Id),
            TrueClass = model.Data(group).Labels?[sample.Sample] is int label and >= 0 ? label : null,
            Image = images is null ? null
                : new ExplainedImage(images.Shape, images.Pixels.AsSpan(sample.Sample * images.Shape.Size, images.Shape.Size).ToArray()),
            Text = model.Data(group).Texts?[sample.Sample],
            Texts = model.Data(group).Texts,
            Table = SampleRows.Of(model, group, sample.Sample),
            Models = [new ExplainedModel { Model = group.Model, Prediction = sample.Prediction, Vector = sample.Vector,
                Maps = Maps(model, group, kept, index) }],
            Layers =
            [
                new ExplainedLayer
                {
                    Layer = group.Layer,
                    Nearest = sample.Nearest,
                    Places = [.. model.BestPictures(group).Select(picture => Place(model, picture, sample.Sample)).OfType<PlacedInput>()],
                },
            ],
        }, activations, origin?.Length == activations.Length ? origin : null);
    }

    private static FeatureMaps? Maps(ReportModel model, LayerGroup group, KeptSamples kept, int index)
    {
        int size = kept.Maps is { } shape ? shape.Channels * shape.Height * shape.Width : 0;
        return kept.Maps is { } maps && model.Stored.KeptMaps(group.Model.Id) is float[] all && all.Length == size * kept.Samples.Count
            ? new FeatureMaps(maps.Layer, maps.Convolution, maps.Channels, maps.Height, maps.Width, all.AsSpan(index * size, size).ToArray())
            : null;
    }

    private static PlacedInput? Place(ReportModel model, Picture picture, int sample) =>
        model.Stored.Coordinates(picture.Trial.Id) is Matrix points
            ? new PlacedInput(picture.Trial, points.Row(sample).ToArray(),
                NearSamples.Find(points, points.Row(sample), sample, Neighbors, new ReductionContext()))
            : null;
}
