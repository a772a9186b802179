using System.Text.Json;
using Experiments.Data;
using Experiments.Results.Records;

namespace Experiments.Results.Folder;

/// <summary>Reads results.json, of this version of the format and of earlier ones.</summary>
public static class ResultsFile
{
    /// <summary>The first version of the format whose folders hold a list of checksums.</summary>
    internal const int FirstWithList = 2;

    private const int OldestVersion = 1;

    /// <summary>
    /// Reads a sweep's results.json alone, held against its checksum; <see cref="SweepFiles.Open"/> checks the files beside it too.
    /// </summary>
    /// <exception cref="SweepException">The file is missing, damaged or of another version.</exception>
    public static SweepResults Read(SweepPaths paths) => Read(paths, SweepFiles.IsListed);

    /// <summary>
    /// Reads the results, with <paramref name="isListed"/> to hold the bytes against their checksum and to say whether there is one.
    /// </summary>
    internal static SweepResults Read(SweepPaths paths, Func<SweepPaths, byte[], bool> isListed)
    {
        ArgumentNullException.ThrowIfNull(paths);
        try
        {
            byte[] json = File.ReadAllBytes(paths.ResultsJson);
            bool hasList = isListed(paths, json);
            int version = RequireVersion(paths, json);
            SweepResults results = JsonSerializer.Deserialize<SweepResults>(json, SweepJson.Options)!;
            return version >= FirstWithList && !hasList ? throw new SweepException(SweepFiles.NoList(paths))
                : ResultsChecks.Problem(results) is { } problem ? throw new JsonException(problem)
                : results;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SweepException($"'{paths.Root}' holds no results of a sweep: there is no results.json; name the folder that a sweep wrote.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SweepException($"{paths.ResultsJson}: not the results of a sweep, or damaged: {OneLine.Of(e.Message)}", e);
        }
    }

    /// <summary>The version of the format, which is read first: another version may well lack what this one requires.</summary>
    private static int RequireVersion(SweepPaths paths, byte[] json)
    {
        int version = JsonSerializer.Deserialize<VersionMark>(json, SweepJson.Options)?.FormatVersion ?? 0;
        return version is >= OldestVersion and <= SweepResults.CurrentVersion ? version : throw new SweepException(
            $"{paths.ResultsJson} has format version {version}, this program reads versions {OldestVersion} to {SweepResults.CurrentVersion}.");
    }

    private sealed record VersionMark(int FormatVersion = OldestVersion);
}
