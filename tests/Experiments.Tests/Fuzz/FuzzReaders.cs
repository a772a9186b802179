namespace Experiments.Tests.Fuzz;

/// <summary>
/// Every reader under fuzz. A new one is a line in the list of its project:
/// <c>new("parquet", [FuzzSeed.Fixture("data/small.parquet")], path => Plausible.Matrix(MatrixFile.Read(path)))</c>.
/// The seeds must be read without complaint; each case damages one of them. See <see cref="FuzzReader"/> for what else can be said.
/// </summary>
internal static class FuzzReaders
{
    public static IReadOnlyList<FuzzReader> All { get; } = [.. DataReaders.All, .. SweepReaders.All];
}
