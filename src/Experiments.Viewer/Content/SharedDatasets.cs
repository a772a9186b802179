using Experiments.Results.Records;

namespace Experiments.Viewer.Content;

/// <summary>
/// The datasets of all sweeps of a file. The same samples with the same labels are one dataset, whichever sweeps have them, so that their pictures
/// are linked.
/// </summary>
internal sealed class SharedDatasets(IReadOnlyList<SweepPart> parts)
{
    private readonly List<(SweepPart Part, DatasetResult Dataset)> distinct = [];

    /// <summary>Gives every dataset of every sweep its place.</summary>
    /// <param name="add">Adds one that is not there yet, under a title, and returns its place.</param>
    public Dictionary<(SweepPart Part, string Id), int> Places(Func<SweepPart, DatasetResult, string, int> add)
    {
        Dictionary<(SweepPart, string), int> found = [];
        foreach ((SweepPart part, DatasetResult dataset) in parts.SelectMany(part => part.Datasets, (part, dataset) => (part, dataset)))
        {
            int known = distinct.FindIndex(other => AreSame(other.Part, other.Dataset, part, dataset));
            found[(part, dataset.Id)] = known >= 0 ? known : distinct.Count;
            if (known < 0)
            {
                distinct.Add((part, dataset));
            }
        }

        foreach ((SweepPart part, DatasetResult dataset) in distinct)
        {
            _ = add(part, dataset, Title(dataset));
        }

        return found;
    }

    /// <summary>The title; several draws of one dataset are told apart by their seeds.</summary>
    private string Title(DatasetResult dataset)
    {
        DatasetResult[] alike = [.. distinct.Select(pair => pair.Dataset).Where(other => other.Title == dataset.Title)];
        string split = alike.Select(one => (one.Split, one.Samples)).Distinct().Count() > 1
            ? $" {dataset.Split} {Numbers.Count(dataset.Samples)}" : string.Empty;
        return dataset.Title + split + (alike.Select(one => one.DataSeed).Distinct().Count() > 1 ? $", data seed {dataset.DataSeed}" : string.Empty);
    }

    private static bool AreSame(SweepPart onePart, DatasetResult one, SweepPart otherPart, DatasetResult other) =>
        (one.Name, one.Split, one.Samples, one.DataSeed, one.Fingerprint)
            == (other.Name, other.Split, other.Samples, other.DataSeed, other.Fingerprint)
        && one.ClassNames.SequenceEqual(other.ClassNames)
        && (onePart.Stored.Labels(one.Id), otherPart.Stored.Labels(other.Id)) switch
        {
            (null, null) => true,
            ({ } labels, { } others) => labels.AsSpan().SequenceEqual(others),
            _ => false,
        };
}
