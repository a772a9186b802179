using System.Globalization;
using System.Text;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>
/// Writes what embedding projectors open: tensors, metadata and sprites as files, named by projector_config.pbtxt for TensorBoard's (--logdir) and by
/// projector_config.json for the stand-alone one in browsers (?config=). The tensors are the activations of every layer that the sweep's folder
/// keeps, and every picture.
/// </summary>
internal static class ProjectorExport
{
    public const string UsualName = "projector";
    private const string ForTensorBoard = "projector_config.pbtxt";
    private const string ForBrowsers = "projector_config.json";

    public static string Write(SweepPaths paths, SweepResults results, string output)
    {
        ProjectorTensor[] tensors = [.. ProjectorTensor.Of(paths, results)];
        OwnFolder folder = ExportFolder.Open(paths, output, UsualName,
            [.. tensors.Select(tensor => tensor.File), .. results.Datasets.SelectMany(dataset => (string[])[Metadata(dataset), Sprite(dataset)]),
                ForTensorBoard, ForBrowsers]);
        Dictionary<string, ProjectorSamples> samples =
            results.Datasets.ToDictionary(dataset => dataset.Id, dataset => Describe(paths, dataset, folder));
        List<ProjectorEntry> entries = [];
        foreach (ProjectorTensor tensor in tensors)
        {
            NpyArray<float> values = NpyFile.ReadSingle(tensor.Source);
            (int rows, int columns) = values.Shape is [int length, int width] ? (length, width)
                : throw new DataException($"{tensor.Source}: {values.Shape.Length} dimensions, expected 2.");
            folder.Put(PlainName.Under(folder.Root, tensor.File), stream => WriteRows(stream, values.Values, rows, columns));
            entries.Add(new ProjectorEntry(tensor.Name, tensor.File, rows, columns, samples[tensor.DatasetId]));
        }

        folder.PutText(PlainName.Under(folder.Root, ForTensorBoard), ProjectorConfiguration.Text(entries));
        folder.PutText(PlainName.Under(folder.Root, ForBrowsers), ProjectorConfiguration.Json(entries));
        folder.Seal();
        return $"{entries.Count} tensors of {results.Datasets.Count} datasets";
    }

    private static string Metadata(DatasetResult dataset) => $"{dataset.Id}-metadata.tsv";

    private static string Sprite(DatasetResult dataset) => $"{dataset.Id}-sprite.png";

    private static void WriteRows(Stream stream, float[] values, int rows, int columns)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false), leaveOpen: true);
        for (int i = 0; i < rows; i++)
        {
            writer.Write(string.Join('\t',
                values.Skip(i * columns).Take(columns).Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
            writer.Write('\n');
        }
    }

    /// <summary>Metadata and sprite of a dataset, as far as it has labels and images.</summary>
    private static ProjectorSamples Describe(SweepPaths paths, DatasetResult dataset, OwnFolder folder)
    {
        ProjectorSamples samples = new(null, null, 0, 0);
        SampleTable.Row[] rows = [.. SampleTable.Rows(paths, dataset)];
        if (rows.Any(row => row.Name is not null || row.Class is not null || row.Value is not null))
        {
            samples = samples with { Metadata = Metadata(dataset) };
            folder.PutText(PlainName.Under(folder.Root, samples.Metadata), Metadata(rows));
        }

        if (File.Exists(paths.Images(dataset.Id)))
        {
            NpyArray<byte> images = NpyFile.ReadBytes(paths.Images(dataset.Id));
            SpriteSheet sheet = images.Shape is [int count, int height and > 0, int width and > 0, 1 or 3] && count == dataset.Samples
                ? SpriteSheet.Of(images.Values, count, new ImageShape(height, width, images.Shape[3]))
                : throw new DataException(
                    $"{paths.Images(dataset.Id)}: an array of {string.Join(" x ", images.Shape)}; expected {dataset.Samples} x height x width x 1 "
                    + $"or 3.");
            folder.Put(PlainName.Under(folder.Root, Sprite(dataset)), sheet.Save);
            samples = samples with { Sprite = Sprite(dataset), Width = sheet.Width, Height = sheet.Height };
        }

        return samples;
    }

    /// <summary>A row a sample with the columns that there is something for.</summary>
    private static string Metadata(SampleTable.Row[] rows)
    {
        (string Name, Func<SampleTable.Row, object?> Value)[] columns =
            [("sample", row => row.Sample), ("name", row => row.Name), ("class", row => row.Class), ("value", row => row.Value)];
        columns = [.. columns.Where(column => rows.Any(row => column.Value(row) is not null))];
        string Cell(object? value) => OneLine.Of(Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace('\t', ' '));
        return string.Join('\t', columns.Select(column => column.Name)) + "\n"
            + string.Concat(rows.Select(row => string.Join('\t', columns.Select(column => Cell(column.Value(row) ?? "unknown"))) + "\n"));
    }
}
