using Experiments.Data.Images;

namespace Experiments.Data.Recognition;

/// <summary>Finds out what a path is: images, texts, a table or a matrix.</summary>
public static class DataRecognition
{
    private const int MostHeaders = 64;
    private static readonly string[] Tables = [".csv", ".tsv", ".parquet"];
    private static readonly string[] Matrices = [".npy", ".npz"];
    private static readonly string[] Texts = [".txt", ".text", ".md", ".markdown", ".rst", string.Empty];
    private static readonly string[] LabelFiles = ["y.npy", "labels.npy", "label.npy", "target.npy"];

    /// <summary>Looks at a file or folder.</summary>
    /// <param name="path">The path, with or without a folder before it.</param>
    /// <returns>The kind of dataset that reads it, and its settings.</returns>
    /// <exception cref="DataException">There is nothing, or nothing that is read; the message says what is, and what could be done.</exception>
    public static RecognizedData Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
        {
            return OfFolder(path);
        }

        if (!File.Exists(path))
        {
            throw new DataException($"there is no file or folder '{path}'.");
        }

        string type = Path.GetExtension(path).ToLowerInvariant();
        return type switch
        {
            ".zip" => OfImages(path, new ZipStore(path)),
            ".txt" => OfTexts(path, "one text a line", File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).Take(MostHeaders)),
            _ when Tables.Contains(type) => TableRecognition.Of(path),
            _ when Matrices.Contains(type) => OfMatrix(path),
            _ when FoundFiles.IsImage(Path.GetFileName(path)) => throw new DataException(
                $"{path}: is a single image; name the folder in which it lies with others."),
            _ => throw new DataException($"{path}: is of type '{type}'; read are folders and .zip of images ({FoundFiles.Types}), folders of texts, "
                + ".txt with a text a line, and tables and matrices (.csv, .tsv, .parquet, .npy, .npz)."),
        };
    }

    private static RecognizedData OfFolder(string folder)
    {
        FolderStore store = new(folder);
        FoundFiles found = store.Found;
        string[] texts = [.. found.Others.Where(file => Texts.Contains(Path.GetExtension(file).ToLowerInvariant()))];
        if (found.Images.Count > 0 && found.Images.Count >= texts.Length)
        {
            return OfImages(folder, store);
        }

        string[] matrices = [.. found.Others.Where(file => !file.Contains('/') && Matrices.Contains(Path.GetExtension(file)))];
        string[] tables = [.. found.Others.Where(file => !file.Contains('/') && Tables.Contains(Path.GetExtension(file)))];
        string[] data = [.. tables.Length > 0 ? tables : matrices.Where(file => !LabelFiles.Contains(file))];
        if (data.Length == 1)
        {
            return Of(Path.Combine(folder, data[0]));
        }

        if (data.Length > 1 || texts.Length == 0)
        {
            throw new DataException($"{folder}: " + (data.Length > 1
                ? $"holds {data.Length} tables or matrices ({FoundFiles.Some(data)}); name one of them."
                : $"holds no {FoundFiles.Types}, no texts and no table{Rest(found)}."));
        }

        return OfTexts(
            folder, $"{texts.Length} files of texts", texts.Take(MostHeaders).Select(file => File.ReadAllText(Path.Combine(folder, file))));
    }

    private static string Rest(FoundFiles found)
    {
        string[] files = [.. found.Unread, .. found.Others];
        return files.Length == 0 ? "; it is empty" : $"; there are {files.Length} other files, as {FoundFiles.Some(files)}";
    }

    private static RecognizedData OfImages(string path, IImageStore store)
    {
        if (store.Paths.Count == 0)
        {
            throw new DataException($"{path}: holds no {FoundFiles.Types}{Rest(store.Found)}.");
        }

        int step = Math.Max(1, store.Paths.Count / MostHeaders);
        List<ImageHeader> headers = [];
        using (IImageReader reader = store.Open())
        {
            for (int i = 0; i < store.Paths.Count; i += step)
            {
                try
                {
                    headers.Add(ImageDecoder.ReadHeader(reader.Read(i), store.Name(i)));
                }
                catch (DataException)
                {
                    // Damaged images are listed where the dataset is opened.
                }
            }
        }

        int folders = store.Paths.Select(file => file.Contains('/') ? file[..file.LastIndexOf('/')] : string.Empty).Distinct().Count();
        string where = folders > 1 ? $" in {folders} folders" : string.Empty;
        return new RecognizedData("images", [("path", path), ("on_error", "skip")], $"{store.Paths.Count} images{where}")
        {
            Images = new RecognizedImages(
                store.Paths.Count, headers.Select(header => (header.Width, header.Height)).Distinct().Count() == 1,
                headers.Count == 0 ? 0 : headers.Min(header => Math.Min(header.Width, header.Height))),
        };
    }

    private static RecognizedData OfTexts(string path, string told, IEnumerable<string> some) =>
        new("text", [("path", path)], told) { Words = some.Select(text => WordSplit.Of(text).Count()).DefaultIfEmpty(0).Average() };

    /// <summary>A matrix, with the labels that lie beside it under a usual name.</summary>
    private static RecognizedData OfMatrix(string path)
    {
        string? labels = LabelFiles.Select(name => Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, name))
            .FirstOrDefault(file => File.Exists(file) && Path.GetFullPath(file) != Path.GetFullPath(path));
        return labels is null || !Path.GetFileName(path).Equals("X.npy", StringComparison.OrdinalIgnoreCase)
            ? new RecognizedData("precomputed", [("features", path)], "a matrix without labels")
            : new RecognizedData("precomputed", [("features", path), ("labels", labels)],
                $"a matrix, and beside it labels ({Path.GetFileName(labels)})");
    }
}
