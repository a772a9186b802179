using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>Samples as the rows that they are in a table, with their values in the units of the file.</summary>
internal static class SampleRows
{
    /// <summary>A sample as a row beside all others; null for images and texts, and in layers past the input.</summary>
    public static ExplainedTable? Of(ReportModel model, LayerGroup group, int sample) =>
        group.Layer.Name == LayerResult.InputName && model.Data(group) is { Images: null, Texts: null }
            && model.Stored.Activations(group.Layer.Id) is { } samples
            ? Row(group, samples, sample, model.Stored.KeptOrigin(group.Model.Id))
            : null;

    private static ExplainedTable Row(LayerGroup group, Matrix samples, int sample, double[]? kept)
    {
        double[]? origin = kept?.Length == samples.Columns ? kept : null;
        return new ExplainedTable(
            group.Dataset.Encoding,
            new Matrix(samples.Values.ToArray(), samples.Rows, samples.Columns) { Origin = origin },
            new Matrix(samples.Row(sample).ToArray(), 1, samples.Columns) { Origin = origin });
    }
}
