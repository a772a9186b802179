using Experiments.Data;
using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.Drawing.Inputs;

/// <summary>The texts that are nearest to an input in a layer, as far as they have room.</summary>
internal static class NearTexts
{
    /// <summary>The characters of a text in a table.</summary>
    public const int Longest = 120;

    /// <summary>Sets the nearest texts, nearest first.</summary>
    /// <param name="dataset">The input in its dataset.</param>
    /// <param name="layer">The layer in which texts are near.</param>
    /// <param name="data">The classes.</param>
    /// <param name="most">The most texts to set.</param>
    public static Table Of(ExplainedDataset dataset, ExplainedLayer layer, PictureData data, int most = int.MaxValue)
    {
        bool hasClasses = data.Labels is not null;
        return new Table(
            [
                new("Sample", Wraps: true), .. hasClasses ? [new("Class")] : (TableColumn[])[], new("Distance", Align.Right),
                new("Text", Wraps: true),
            ],
            [
                .. layer.Nearest.Indices.Take(most).Zip(layer.Nearest.Distances, (sample, distance) => new TableRow(
                [
                    SampleName.Of(dataset.Names, sample),
                    .. hasClasses ? [data.Labels![sample] < 0 ? Numbers.Missing : data.ClassName(data.Labels[sample])] : (TableCell[])[],
                    Numbers.Decimal(distance, 3), Snippet.Of(dataset.Texts![sample], Longest),
                ])),
            ]);
    }

    /// <summary>The caption of such a table.</summary>
    public static RichText Caption(ExplainedLayer layer) => new RichText().Bold($"The texts nearest in {layer.Layer.Name}. ");
}
