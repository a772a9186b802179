using System.Globalization;
using System.Reflection;
using Experiments.Reduction.Saving;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Reports.Typesetting;

/// <summary>The steps that every printed document shares: composing, dating and filing.</summary>
internal static class Document
{
    private const int MostPasses = 6;

    /// <summary>The program that made it.</summary>
    public static string Creator { get; } = $"Experiments {Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0"}";

    /// <summary>Returns the time when a sweep finished, or began where it did not finish: documents carry the date of their numbers.</summary>
    public static DateTime Date(SweepResults results) => DateTime.TryParse(
        results.Finished.Length > 0 ? results.Finished : results.Started, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date)
        ? date
        : DateTime.UnixEpoch;

    /// <summary>
    /// Composes until the page numbers that are printed are the true ones: first with each section on a page of its own, then with those together
    /// that a page has room for.
    /// </summary>
    public static PageComposer Compose(PageGeometry geometry, Action<PageComposer> content)
    {
        Dictionary<string, int> numbers = [];
        IReadOnlyDictionary<string, float>? heights = null;
        for (int pass = 1; ; pass++)
        {
            PageComposer composer = new(geometry, numbers, heights);
            content(composer);
            Dictionary<string, int> found = composer.PageNumbers();
            bool isTrue = found.Count == numbers.Count && !found.Except(numbers).Any();
            if (pass == MostPasses || (isTrue && heights is not null))
            {
                return composer;
            }

            heights ??= isTrue ? composer.SectionHeights : null;
            numbers = found;
        }
    }

    /// <summary>Writes a file that appears under its name only when it is complete.</summary>
    /// <exception cref="ReportException">The file can't be written.</exception>
    public static void Save(string path, byte[] bytes) => Save(path, () => AtomicFile.Write(path, stream => stream.Write(bytes)));

    /// <summary>Saves a document in a folder where nothing is replaced that the program did not write.</summary>
    public static void Save(OwnFolder folder, string path, byte[] bytes) => Save(path, () => folder.Put(path, stream => stream.Write(bytes)));

    /// <summary>Saves a document that a user asked for under a path, which may replace no part of the sweep's results.</summary>
    public static void Save(SweepPaths sweep, string path, byte[] bytes) =>
        Save(path, () => SweepFiles.WriteOutput(sweep, path, stream => stream.Write(bytes)));

    private static void Save(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"Cannot write {path}: {fault.Message}", fault);
        }
    }
}
