using Experiments.Data;
using Experiments.Reports.DatasetSheet;
using Experiments.Results;

namespace Experiments.Cli.Commands;

/// <summary>A dataset's pictures at a glance: a row a class, its images taken at even distances from the first split.</summary>
internal static class DatasetSheet
{
    private const int Columns = 16;
    private const int UnlabelledRows = 8;

    /// <summary>Draws the sheet and writes it as a PNG.</summary>
    /// <exception cref="SweepException">The dataset has no pictures.</exception>
    public static void Save(IDataset dataset, string path, CancellationToken cancellation)
    {
        DatasetInfo info = dataset.Info;
        (string split, int count) = info.Splits.First(split => split.Value > 0);
        if (info.Shape is null)
        {
            throw new SweepException($"{info.Title} has no pictures for --sheet: its samples are rows of {info.Features} features");
        }

        PictureRow Read(string label, IReadOnlyList<int> members) =>
            new(label, dataset.Read(split, [.. EvenlySpaced(members, Columns)], cancellation));

        IReadOnlyList<PictureRow> rows = dataset.Labels(split) is { } labels
            ? [.. Members(labels, info.ClassNames.Count).Select((members, c) => Read(info.ClassNames[c], members))
                .Where(row => row.Samples.Count > 0)]
            : [.. EvenlySpaced([.. Enumerable.Range(0, count)], Columns * UnlabelledRows).Chunk(Columns).Select(chunk => Read(string.Empty, chunk))];
        PictureSheet.Save(path, $"{info.Title}: {split}, {info.Shape}", rows);
    }

    private static List<int>[] Members(int[] labels, int classes)
    {
        List<int>[] members = [.. Enumerable.Range(0, classes).Select(_ => new List<int>())];
        for (int i = 0; i < labels.Length; i++)
        {
            members[labels[i]].Add(i);
        }

        return members;
    }

    private static IEnumerable<int> EvenlySpaced(IReadOnlyList<int> members, int wanted)
    {
        int taken = Math.Min(wanted, members.Count);
        return Enumerable.Range(0, taken).Select(i => members[(int)((long)i * members.Count / taken)]);
    }
}
