using Experiments.Data.Sampling;

namespace Experiments.Viewer.Content;

/// <summary>The samples of a dataset that a file shows: all, or a part that keeps the shares of classes.</summary>
internal sealed class ShownSamples
{
    private const long Seed = 0;
    private readonly int[] places;

    private ShownSamples(int total, int[] rows)
    {
        (Total, Rows) = (total, rows);
        places = new int[total];
        Array.Fill(places, -1);
        for (int i = 0; i < rows.Length; i++)
        {
            places[rows[i]] = i;
        }
    }

    /// <summary>Samples in the sweep.</summary>
    public int Total { get; }

    /// <summary>The rows of those that are shown, ascending.</summary>
    public int[] Rows { get; }

    public int Count => Rows.Length;

    public bool IsAll => Count == Total;

    /// <summary>The place of a row among those that are shown; −1 for one that is not.</summary>
    public int PlaceOf(int row) => places[row];

    /// <summary>Chooses the samples, always the same ones.</summary>
    /// <param name="labels">Classes, of which each keeps its share; null without any.</param>
    /// <param name="total">The samples that there are.</param>
    /// <param name="most">The samples that may be shown.</param>
    /// <param name="wanted">Rows that are shown in any case.</param>
    public static ShownSamples Of(int[]? labels, int total, int most, IReadOnlyCollection<int> wanted)
    {
        int[] drawn = most >= total ? [.. Enumerable.Range(0, total)] : Subsample.Draw(labels, total, most, Seed);
        return new ShownSamples(total, most >= total || wanted.Count == 0 ? drawn : [.. drawn.Union(wanted).Order()]);
    }
}
