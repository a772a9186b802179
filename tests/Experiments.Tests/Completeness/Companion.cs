namespace Experiments.Tests.Completeness;

/// <summary>What a registered part needs beside its registration: a test, an approved file, a row of a document.</summary>
/// <param name="Part">The part, as in "reducer umap".</param>
/// <param name="What">What is needed and where it belongs.</param>
/// <param name="IsThere">Whether it exists.</param>
internal sealed record Companion(string Part, string What, bool IsThere)
{
    /// <summary>A to-do list of the companions that are missing, part by part; empty when none is.</summary>
    public static string ToDo(IEnumerable<Companion> companions) => string.Concat(
        companions.Where(companion => !companion.IsThere).GroupBy(companion => companion.Part)
            .Select(part => $"{part.Key}\n{string.Concat(part.Select(companion => $"  [ ] {companion.What}\n"))}"));
}
