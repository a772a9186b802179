namespace Experiments.Reports.Comparison.Model;

/// <summary>Something that is not the same in every sweep: where it stands, and each sweep's value; null where there is none.</summary>
internal sealed record Difference(string Path, IReadOnlyList<string?> Values)
{
    /// <summary>Tells whether a sweep's value differs from the first one's.</summary>
    public bool Concerns(ComparedSweep sweep) => Values[sweep.Index] != Values[0];

    /// <summary>Facts of several sweeps that are not the same in all of them, in order of appearance.</summary>
    public static IReadOnlyList<Difference> Between(IReadOnlyList<IReadOnlyDictionary<string, string>> facts) =>
    [
        .. facts.SelectMany(own => own.Keys).Distinct()
            .Select(key => new Difference(key, [.. facts.Select(own => own.GetValueOrDefault(key))]))
            .Where(difference => difference.Values.Distinct().Count() > 1),
    ];
}
