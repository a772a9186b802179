using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Sample;

/// <summary>A sample without an image beside its nearest in the layer: who they are, and the values by which the sample stands out.</summary>
internal static class ValuesTable
{
    private const int MostFeatures = 6;
    private const int MostNear = 5;
    private const int LongestName = 22;

    /// <summary>The table; null where samples are images, or the layer's activations are not in the folder.</summary>
    public static Table? Of(ReportModel model, KeptInput input, PictureData data)
    {
        if (data.Images is not null || model.Stored.Activations(input.Group.Layer.Id) is not { } activations)
        {
            return null;
        }

        int[] features = Outstanding(activations, input.Kept.Sample);
        List<TableColumn> columns = [new("Sample"), new("Distance", Align.Right)];
        columns.AddRange(features.Select(feature =>
            new TableColumn(SampleName.Shorten(FeatureNames.Of(input.Group.Layer, feature), LongestName), Align.Right)));
        TableRow Row(int sample, float? distance) => new(
        [
            Who(input, data, sample), distance is { } far ? Numbers.Decimal(far, 3) : Numbers.Missing,
            .. features.Select(feature => (TableCell)Numbers.Decimal(activations[sample, feature], 3)),
        ], RuleAbove: true);
        IEnumerable<TableRow> near = input.Layer.Nearest.Indices.Take(MostNear)
            .Zip(input.Layer.Nearest.Distances, (sample, far) => Row(sample, far));
        return new Table(columns, [Row(input.Kept.Sample, null), .. near]) { Gap = 7 };
    }

    /// <summary>"row 17, setosa".</summary>
    private static TableCell Who(KeptInput input, PictureData data, int sample)
    {
        string name = SampleName.Shorten(SampleName.Of(input.Explained.Names, sample), LongestName);
        return data.Labels is null ? name : $"{name}, {data.ClassName(data.Labels[sample])}";
    }

    /// <summary>The features in which a sample is furthest from the mean, in standard deviations, furthest first.</summary>
    private static int[] Outstanding(Matrix activations, int sample)
    {
        double[] scores = new double[activations.Columns];
        for (int feature = 0; feature < scores.Length; feature++)
        {
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < activations.Rows; row++)
            {
                sum += activations[row, feature];
                squares += (double)activations[row, feature] * activations[row, feature];
            }

            double mean = sum / activations.Rows;
            double deviation = Math.Sqrt(Math.Max(0, (squares / activations.Rows) - (mean * mean)));
            scores[feature] = deviation > 0 ? Math.Abs(activations[sample, feature] - mean) / deviation : 0;
        }

        return [.. Enumerable.Range(0, scores.Length).OrderByDescending(feature => scores[feature]).Take(MostFeatures)];
    }
}
