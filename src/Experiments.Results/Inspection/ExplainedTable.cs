using System.Globalization;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;

namespace Experiments.Results.Inspection;

/// <summary>An input that is a row of numbers, beside the rows of the samples, in the units of the file that these come from.</summary>
public sealed class ExplainedTable
{
    private readonly RowEncoding? encoding;
    private readonly Matrix samples;
    private readonly Matrix own;
    private readonly (double Mean, double Deviation)[] spreads;

    /// <summary>Puts a row beside those of the samples.</summary>
    /// <param name="encoding">The way in which rows became features; null where that is not known, and features are told as they are.</param>
    /// <param name="samples">The features of the samples.</param>
    /// <param name="own">The features of the input, one row.</param>
    public ExplainedTable(RowEncoding? encoding, Matrix samples, Matrix own)
    {
        ArgumentNullException.ThrowIfNull(samples);
        (this.encoding, this.samples, this.own) = (encoding, samples, own);
        spreads = [.. Enumerable.Range(0, samples.Columns).Select(Spread)];
    }

    /// <summary>The number of columns.</summary>
    public int Columns => samples.Columns;

    /// <summary>The name of a column, or "column 3", counted from 1.</summary>
    public string Name(int column) => encoding?.Names is { Count: > 0 } names && names[column].Length > 0
        ? names[column] : FormattableString.Invariant($"column {column + 1}");

    /// <summary>The input's value in a column.</summary>
    public double Own(int column) => Rounded(column, Value(own, 0, column));

    /// <summary>A sample's value in a column.</summary>
    public double Of(int sample, int column) => Rounded(column, Value(samples, sample, column));

    /// <summary>The mean of the samples in a column.</summary>
    public double Mean(int column) => spreads[column].Mean;

    /// <summary>How many standard deviations of the samples the input lies from their mean; null in a column that is constant.</summary>
    public double? Distance(int column) =>
        spreads[column].Deviation > 0 ? (Own(column) - spreads[column].Mean) / spreads[column].Deviation : null;

    /// <summary>All columns in their order, or as many as may be, those first in which the input lies farthest from the mean.</summary>
    public IReadOnlyList<int> Leading(int most) => Columns <= most
        ? [.. Enumerable.Range(0, Columns)]
        : [.. Enumerable.Range(0, Columns).OrderByDescending(column => Math.Abs(Distance(column) ?? 0)).Take(most)];

    /// <summary>A value in five significant digits.</summary>
    public static string Text(double value) => Numbers.Setting(double.Parse(
        value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>A value to a millionth of its column's deviation: the single precision of features holds no more.</summary>
    private double Rounded(int column, double value) => spreads[column].Deviation > 0
        ? Math.Round(value, Math.Clamp(5 - (int)Math.Floor(Math.Log10(spreads[column].Deviation)), 0, 15))
        : value;

    private double Value(Matrix rows, int row, int column) => encoding?.Scales is { } scales
        ? scales[column].Back(rows[row, column])
        : rows[row, column] + (rows.Origin?[column] ?? 0);

    private (double Mean, double Deviation) Spread(int column)
    {
        double[] values = [.. Enumerable.Range(0, samples.Rows).Select(row => Value(samples, row, column))];
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }
}
