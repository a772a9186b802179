using System.Security.Cryptography;
using Experiments.Data;
using Experiments.Reduction.Saving;
using Experiments.Results.Records;

namespace Experiments.Results.Folder;

/// <summary>
/// The files of a sweep's folder as others come to them. Every file that reports are drawn from has its checksum in the folder's list, and is held
/// against it before any number of it is believed; folders of version 1 of the format have no list, and are read as they are.
/// </summary>
public static class SweepFiles
{
    private const string Remedy = "run the sweep again to write it anew, which takes moments where the cache holds its stages";
    private static readonly string[] Folders = ["trials/", "model/"];

    /// <summary>The results of a folder of which every file is as it was written.</summary>
    /// <exception cref="SweepException">A file is missing, damaged or edited, or there are no results; the message names it.</exception>
    public static SweepResults Open(SweepPaths paths)
    {
        SweepResults results = ResultsFile.Read(paths);
        string? problem = new FileList(paths.Root).Read() is not { } listed ? null : listed.Files
            .Where(file => file.Key == Path.GetFileName(paths.ConfigYaml)
                || Folders.Any(folder => file.Key.StartsWith(folder, StringComparison.Ordinal)))
            .AsParallel().Select(file => (file.Key, Problem: Problem(Path.Combine(paths.Root, file.Key), file.Value)))
            .Where(file => file.Problem is not null).OrderBy(file => file.Key, StringComparer.Ordinal).FirstOrDefault().Problem;
        return problem is null ? results : throw new SweepException(problem);
    }

    /// <summary>
    /// The folder, to write to. What a sweep left there without a list, as earlier versions of the program did, or with one that is damaged, is
    /// recognised by its results, and counts as own: exactly what is written for such results, nothing else.
    /// </summary>
    /// <exception cref="SweepException">The folder's list is damaged, and there are no results to go by.</exception>
    public static OwnFolder Folder(SweepPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        SweepResults? results = null;
        OwnFolder folder;
        try
        {
            folder = OwnFolder.Open(paths.Root);
            results = folder.HasList ? null : Unchecked(paths);
        }
        catch (SweepException) when ((results = Unchecked(paths)) is not null)
        {
            folder = OwnFolder.WithoutList(paths.Root);
        }

        folder.Adopt(results is null ? [] : FilesOf(paths, results));
        return folder;
    }

    /// <summary>
    /// Writes a file that a user asked for: anywhere, also over a file that is there, but over none that the folder's results are made of, and right
    /// in the folder over none that the program did not write.
    /// </summary>
    /// <exception cref="SweepException">The file would replace such a one; see <see cref="RequireOutput"/>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteOutput(SweepPaths paths, string path, Action<Stream> write)
    {
        RequireOutput(paths, path);
        if (IsInRoot(paths, path))
        {
            Folder(paths).Put(path, write);
        }
        else
        {
            AtomicFile.Write(path, write);
        }
    }

    /// <summary>Requires that <see cref="WriteOutput"/> may write a file, so that a mistake is told before the work is done.</summary>
    /// <exception cref="SweepException">The file may not be written.</exception>
    public static void RequireOutput(SweepPaths paths, string path)
    {
        ArgumentNullException.ThrowIfNull(paths);
        string[] parts =
            [paths.ResultsJson, paths.ResultsCsv, paths.ConfigYaml, paths.BestYaml, paths.Artifacts, new FileList(paths.Root).Place];
        if (parts.Any(part => FilePlace.Same(part, path)) || Folders.Any(folder => FilePlace.IsIn(path, Path.Combine(paths.Root, folder))))
        {
            throw new SweepException($"'{OneLine.Of(path)}' is one of the files that the sweep's results are made of; name another file");
        }

        if (IsInRoot(paths, path))
        {
            Folder(paths).RequireFree([path]);
        }
    }

    /// <summary>
    /// The folder at which relative paths of a sweep file begin: its own or, of a file that a sweep wrote beside its results, that of the file
    /// which the sweep was made from.
    /// </summary>
    public static string FileDirectory(string sweepFile)
    {
        string own = Path.GetDirectoryName(Path.GetFullPath(sweepFile))!;
        SweepPaths paths = new(own);
        bool isWritten = FilePlace.Same(sweepFile, paths.ConfigYaml) || FilePlace.Same(sweepFile, paths.BestYaml);
        return isWritten && Unchecked(paths)?.FileDirectory is { } first ? first : own;
    }

    private static bool IsInRoot(SweepPaths paths, string path) => FilePlace.Same(Path.GetDirectoryName(Path.GetFullPath(path)) ?? path, paths.Root);

    /// <summary>
    /// Requires that everything is still there that the folder's list names, and that its results are made of (a list that was deleted with the
    /// folder is begun anew, and names only what came after), and seals the list.
    /// </summary>
    /// <exception cref="SweepException">Something is not, or the list itself; the message names it.</exception>
    public static void Conclude(SweepPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        OwnFolder folder = OwnFolder.Open(paths.Root);
        string? missing = folder.HasList
            ? folder.FirstMissing() ?? Essential(paths).FirstOrDefault(file => !File.Exists(file))
            : new FileList(paths.Root).Place;
        if (missing is not null)
        {
            throw new SweepException($"{missing} vanished while the results were written; {Remedy}");
        }

        folder.Seal();
    }

    /// <summary>Lists the files that every sweep leaves, and every trial that is done.</summary>
    private static IEnumerable<string> Essential(SweepPaths paths) =>
    [
        paths.ResultsJson, paths.ResultsCsv, paths.ConfigYaml, paths.Artifacts,
        .. Unchecked(paths)?.Trials.Where(trial => trial.Status == TrialStatus.Done)
        .SelectMany(trial => (string[])[paths.Embedding(trial.Id), paths.Metrics(trial.Id)]) ?? [],
    ];

    /// <summary>Tells whether the folder has a list; where it has one, results.json must be as it says.</summary>
    /// <exception cref="SweepException">
    /// The file is not as the list says, or a run was cut short while it replaced the results of another.
    /// </exception>
    internal static bool IsListed(SweepPaths paths, byte[] json)
    {
        ListedFiles? listed = new FileList(paths.Root).Read();
        return listed is null ? false
            : listed.IsBeingReplaced
                ? throw new SweepException($"'{paths.Root}' holds files of two runs: a sweep was killed while it replaced earlier results; {Remedy}")
            : listed.Files.TryGetValue(Path.GetFileName(paths.ResultsJson), out FileMark mark)
            && !mark.Is(Convert.ToHexStringLower(SHA256.HashData(json)))
                ? throw new SweepException(Damaged(paths.ResultsJson))
            : true;
    }

    /// <summary>Says that a folder lacks its list.</summary>
    internal static string NoList(SweepPaths paths) =>
        $"{new FileList(paths.Root).Place} is missing, so nothing says whether the files beside it are whole; {Remedy}";

    private static string Damaged(string path) => $"{path} does not match its checksum in {FileList.Name}: it is damaged, or was edited; {Remedy}";

    private static string? Problem(string path, FileMark mark)
    {
        try
        {
            return mark.Is(FileList.HashOf(path)) ? null : Damaged(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return mark.IsSealed ? $"{path} is missing; {Remedy}" : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be read: {fault.Message}";
        }
    }

    /// <summary>Reads results.json as it is, whatever any list says of it; null where it cannot be read.</summary>
    private static SweepResults? Unchecked(SweepPaths paths)
    {
        try
        {
            return ResultsFile.Read(paths, (_, _) => true);
        }
        catch (SweepException)
        {
            return null;
        }
    }

    /// <summary>Every file that a sweep with these results may have left in its folder.</summary>
    private static IEnumerable<string> FilesOf(SweepPaths paths, SweepResults results) =>
    [
        paths.ResultsJson, paths.ResultsCsv, paths.ConfigYaml, paths.Artifacts, paths.Report, paths.Viewer, PlainName.Under(paths.Root, "results.db"),
        .. results.Search is null ? [] : (string[])[paths.BestYaml], .. Directory.EnumerateFiles(paths.Root, "explain-sample-*.pdf"),
        .. Directory.EnumerateFiles(paths.Root, "explain-sample-*.html"),
        .. results.Trials.SelectMany(trial => (string[])[paths.Embedding(trial.Id), paths.Metrics(trial.Id), .. paths.PictureInspections(trial.Id)]),
        .. results.Datasets.SelectMany(dataset => (string[])
        [
            paths.Labels(dataset.Id), paths.Values(dataset.Id), paths.Images(dataset.Id), paths.DeepImages(dataset.Id), paths.Features(dataset.Id),
            paths.Origin(dataset.Id), paths.SampleNames(dataset.Id), paths.SampleTexts(dataset.Id), paths.SampleSplits(dataset.Id),
            paths.Groups(dataset.Id), paths.Grouping(dataset.Id),
        ]),
        .. results.Layers.SelectMany(layer => (string[])
        [
            paths.Activations(layer.Id), paths.NullScores(layer.Id), paths.Spectrum(layer.Id), paths.Loadings(layer.Id), paths.Scores(layer.Id),
            paths.Neighbors(layer.Id), paths.NeighborDistances(layer.Id), .. paths.FeatureFiles(layer.Id),
        ]),
        .. results.Models.SelectMany(model => (string[])
        [
            paths.ModelDescription(model.Id), paths.ModelContent(model.Id), paths.Predicted(model.Id), paths.Confidence(model.Id),
            .. paths.ModelInspections(model.Id),
            .. Directory.Exists(paths.ModelFiles(model.Id)) ? Directory.GetFiles(paths.ModelFiles(model.Id)) : [],
        ]),
    ];
}
