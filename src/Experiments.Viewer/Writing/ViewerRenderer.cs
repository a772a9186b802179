using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Viewer.Bundle;
using Experiments.Viewer.Content;
using Experiments.Viewer.Head;

namespace Experiments.Viewer.Writing;

/// <summary>
/// Writes the report that can be touched from sweeps' folders alone: one file that holds everything, loads nothing, and whose bytes follow from the
/// folders.
/// </summary>
public static class ViewerRenderer
{
    /// <summary>The size that a file stays below where nobody says how many samples to show.</summary>
    public const long LargestFile = 25_000_000;

    private const int MostPasses = 4;

    /// <summary>The share of the size that is left for what an estimate does not know.</summary>
    private const double Margin = 0.94;

    /// <summary>Writes the report of a sweep; the file appears under its name only when it is whole.</summary>
    /// <param name="folder">The sweep's folder.</param>
    /// <param name="words">What the printed report says, and its colours.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="SweepException">The folder holds no readable results, or the file may not be written there.</exception>
    public static RenderedViewer Render(string folder, ViewerWords words, ViewerRequest request)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(request);
        SweepPaths paths = new(folder);
        string path = Path.GetFullPath(request.OutputPath ?? paths.Viewer);
        SweepPart[] parts = [new SweepPart(StoredSweep.Open(folder), words, name: null, number: 1)];
        return Write(parts, words, request, path, write => SweepFiles.WriteOutput(paths, path, write));
    }

    /// <summary>Writes the report on sweeps that are compared, whose pictures of the same samples are linked.</summary>
    /// <param name="sweeps">The sweeps, the baseline first.</param>
    /// <param name="words">What the printed comparison says.</param>
    /// <param name="request">The request.</param>
    /// <param name="folder">The folder of the comparison, in which nothing is replaced that the program did not write.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="SweepException">A folder holds no readable results, or the file may not be written there.</exception>
    public static RenderedViewer RenderComparison(
        IReadOnlyList<ViewedSweep> sweeps, ViewerWords words, ViewerRequest request, OwnFolder folder, string path)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(folder);
        SweepPart[] parts =
            [.. sweeps.Select((sweep, i) => new SweepPart(StoredSweep.Open(sweep.Folder), sweep.Words, sweep.Name, i + 1))];
        return Write(parts, words, request, Path.GetFullPath(path), write => folder.Put(path, write));
    }

    private static void Save(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SweepException($"Cannot write {path}: {fault.Message}", fault);
        }
    }

    /// <summary>The blocks without which the pictures that are shown first cannot be drawn.</summary>
    private static HashSet<int> FirstSight(ViewerHead head)
    {
        PictureHead[] drawn = [.. head.Pictures.Where(picture => picture.Points is not null)];
        PictureHead[] shown = [.. head.Start.Count > 0 ? drawn.Where(picture => head.Start.Contains(picture.Id)) : drawn.Take(1)];
        IEnumerable<DatasetHead> datasets = shown.Select(picture => head.Datasets[head.Layers[picture.Layer].Dataset]).Distinct();
        IEnumerable<BlockReference?> needed =
            [.. shown.Select(picture => picture.Points), .. datasets.SelectMany(one => new[] { one.Labels, one.Values, one.Names, one.Rows })];
        return [.. needed.OfType<BlockReference>().Select(block => block.B)];
    }

    private static RenderedViewer Write(
        SweepPart[] parts, ViewerWords words, ViewerRequest request, string path, Action<Action<Stream>> save)
    {
        PageBundle page = PageBundle.Standard;
        int? asked = request.Points ?? parts.Select(part => part.Results.Report.HtmlPoints).FirstOrDefault();
        int most = asked ?? SizeEstimate.Most(parts, (long)(LargestFile * Margin));
        for (int pass = 1; ; pass++)
        {
            HeadBuilder builder = new(parts, words, request, most);
            ViewerHead head = builder.Build();
            string[] blocks = builder.Blocks.Pack();
            string json = HeadJson.Write(head);
            long size = json.Length + page.Script.Length + page.Style.Length + blocks.Sum(block => (long)block.Length);
            if (asked is not null || size <= LargestFile || pass == MostPasses || most == 1)
            {
                Save(path, () => save(stream => page.Write(stream, head.Name, json, blocks, FirstSight(head))));
                return new RenderedViewer(
                    path, new FileInfo(path).Length, head.Datasets.Sum(dataset => dataset.Samples), head.Datasets.Sum(dataset => dataset.Total));
            }

            most = Math.Max(1, (int)(Math.Min(most, head.Datasets.Max(dataset => dataset.Samples)) * (LargestFile * Margin / size)));
        }
    }
}
