using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Data.Features;

/// <summary>The fates of rows that hold a NaN or an infinity.</summary>
public enum NonFiniteRows
{
    /// <summary>Such rows are a fault. Rows without a label are kept as samples whose class is not known.</summary>
    Refuse,

    /// <summary>Such rows are left out, and counted, as are rows without a label.</summary>
    Drop,

    /// <summary>A missing number is filled with the mean of its column, and counted; an infinite one is a fault.</summary>
    Mean,

    /// <summary>A missing number is filled with the median of its column, and counted; an infinite one is a fault.</summary>
    Median,
}

/// <summary>Rows as read from a user's files: features, labels (null where one is missing) and images.</summary>
/// <param name="Features">Features, a sample a row.</param>
/// <param name="Labels">Labels; null when the samples have none.</param>
/// <param name="Images">Images; null when there are none.</param>
/// <param name="Names">Names of the features; empty texts where they have none.</param>
internal sealed record FeatureRows(NumberTable Features, string?[]? Labels, ImageRows? Images, IReadOnlyList<string> Names)
{
    /// <summary>The names of the rows: "row 1", or those that <see cref="Called"/> was given.</summary>
    public IReadOnlyList<string> Ids { get; private init; } = [.. Enumerable.Range(0, Features.Rows).Select(Numbered)];

    /// <summary>The names of the features; none where none has one.</summary>
    public IReadOnlyList<string> KnownNames => Names.All(name => name.Length == 0) ? [] : Names;

    /// <summary>Returns the rows by these names; null for their numbers, which also stand in for missing names.</summary>
    public FeatureRows Called(string?[]? ids) =>
        ids is null ? this : this with { Ids = [.. ids.Select((id, row) => string.IsNullOrWhiteSpace(id) ? Numbered(row) : id)] };

    private static string Numbered(int row) => $"row {row + 1}";

    /// <summary>The rows whose features are all finite and, where such rows are dropped, that have a label; and how many others there are.</summary>
    /// <exception cref="DataException">There are others and they are refused, or there are only others.</exception>
    public (FeatureRows Kept, int Dropped) Finite(NonFiniteRows policy, string source)
    {
        int[] kept = [.. Enumerable.Range(0, Features.Rows).Where(row => IsWhole(row, policy))];
        int dropped = Features.Rows - kept.Length;
        if (dropped == 0)
        {
            return (this, 0);
        }

        if (policy != NonFiniteRows.Drop)
        {
            throw Fault(source);
        }

        return kept.Length > 0
            ? (Select(kept), dropped)
            : throw new DataException($"{source}: every one of the {dropped} rows holds a value that is missing, NaN or infinite; none is left.");
    }

    /// <summary>
    /// Tells the origin of rows, with notes, the numbers of those that were left out or have no label, and the numbers subtracted from features.
    /// </summary>
    public static string Source(IEnumerable<FilePart?> files, IEnumerable<string> known, int dropped, int rows, Matrix features, LabelSet? labels)
    {
        string names = string.Join(", ", files.OfType<FilePart>().Select(file => file.ToString()).Distinct());
        List<string> notes = [.. known];
        if (dropped > 0)
        {
            notes.Add($"{dropped} of {rows} rows dropped: a value is missing, NaN or infinite");
        }

        if (labels?.Unknown > 0)
        {
            notes.Add($"{labels.Unknown} of {features.Rows} samples have no label");
        }

        notes.AddRange(OriginNote.Of(features) is { } note ? [note] : []);
        return notes.Count == 0 ? names : $"{names} ({string.Join("; ", notes)})";
    }

    private bool IsWhole(int row, NonFiniteRows policy)
    {
        for (int column = 0; column < Features.Columns; column++)
        {
            if (!double.IsFinite(Features[row, column]))
            {
                return false;
            }
        }

        return Labels is null || policy != NonFiniteRows.Drop || Labels[row] is not null;
    }

    private DataException Fault(string source)
    {
        (long count, int row, int column) = Features.CountNonFinite();
        return new DataException(
            $"{source}: {count} values are NaN or infinite, the first in row {row + 1}, {TableFile.Place(Names, column)}; "
            + "mend them, or leave such rows out with non_finite: drop, or fill what is missing with non_finite: mean.");
    }

    private FeatureRows Select(int[] rows) => this with
    {
        Features = Features.Select(rows, null),
        Labels = Labels is null ? null : Array.ConvertAll(rows, row => Labels[row]),
        Images = Images?.Select(rows),
        Ids = [.. rows.Select(row => Ids[row])],
    };
}
