namespace Experiments.Tests.Fuzz;

/// <summary>
/// Every reader under fuzz. A new one is a line in the list of its kind:
/// <c>new("parquet", [FuzzSeed.Fixture("tables/rust_plain.parquet")], path => Plausible.Matrix(MatrixFile.Read(path)))</c>.
/// The seeds must be read without complaint; each case damages one of them. See <see cref="FuzzReader"/> for what else can be said.
/// </summary>
internal static class FuzzReaders
{
    public static IReadOnlyList<FuzzReader> All { get; } =
        [.. DataReaders.All, .. ImageReaders.All, .. SweepReaders.All, .. ReportReaders.All, .. FolderReaders.All, .. ModelReaders.All,
            .. FittedReaders.All];

    /// <summary>A reader's part of a number of cases that <paramref name="together"/> share by weight.</summary>
    public static int Share(FuzzReader reader, IReadOnlyList<FuzzReader> together, int cases) =>
        (int)Math.Round(cases * reader.Weight / together.Sum(other => other.Weight));
}
