using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>Counts by true class (row) and predicted class (column) with the names of the classes.</summary>
internal sealed class Confusion(IReadOnlyList<IReadOnlyList<int>> counts, IReadOnlyList<string> names)
{
    public IReadOnlyList<IReadOnlyList<int>> Counts { get; } = counts;

    public int Classes => Counts.Count;

    public string Name(int index) => index < names.Count ? names[index] : Numbers.Count(index);

    public long Total => Counts.Sum(row => row.Sum(count => (long)count));

    public long Correct => Enumerable.Range(0, Classes).Sum(i => (long)Counts[i][i]);

    /// <summary>Share of a true class that was predicted as another; 0 for a class without samples.</summary>
    public double Share(int row, int column) => Counts[row].Sum() is > 0 and int total ? Counts[row][column] / (double)total : 0;

    /// <summary>Share of a class that was found; null when it has no samples.</summary>
    public double? Recall(int index) => Counts[index].Sum() is > 0 and int total ? Counts[index][index] / (double)total : null;

    /// <summary>Share of a prediction that was right; null when it was never made.</summary>
    public double? Precision(int index) => Counts.Sum(row => row[index]) is > 0 and int total ? Counts[index][index] / (double)total : null;

    /// <summary>The most frequent confusions, largest count first.</summary>
    public IReadOnlyList<(int True, int Predicted, int Count)> Worst(int most) =>
    [
        .. Enumerable.Range(0, Classes)
            .SelectMany(row => Enumerable.Range(0, Classes).Where(column => column != row)
                .Select(column => (row, column, Counts[row][column])))
            .Where(pair => pair.Item3 > 0)
            .OrderByDescending(pair => pair.Item3)
            .Take(most),
    ];
}
