using Experiments.Data;

namespace Experiments.Onnx.Files;

/// <summary>
/// The files beside a model that hold its large tensors. Nothing is ever opened but what lies in the model's folder or, where the model is a
/// symbolic link (hubs keep their files so), in the folder of the file that it points to.
/// </summary>
internal static class ExternalFiles
{
    private const int MostLinks = 40;

    /// <summary>
    /// Finds the files of external data: their paths without links, by the locations that the model gives, checked to lie inside those folders and
    /// to be long enough.
    /// </summary>
    /// <exception cref="DataException">A file is missing, lies elsewhere or is too short.</exception>
    public static IReadOnlyDictionary<string, string> Find(string model, IReadOnlyList<ExternalTensor> tensors)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
        Dictionary<string, string> paths = [];
        foreach (ExternalTensor tensor in tensors)
        {
            if (!paths.TryGetValue(tensor.Location, out string? path))
            {
                paths[tensor.Location] = path = Locate(model, folder, tensor);
            }

            long size = new FileInfo(path).Length;
            if (tensor.Offset > size || tensor.Bytes > size - tensor.Offset)
            {
                throw new DataException(
                    $"{path}: {size} bytes, but the tensor '{tensor.Name}' of {model} ends at byte {(UInt128)tensor.Offset + (ulong)tensor.Bytes}; "
                    + $"copy the file again.");
            }
        }

        return paths;
    }

    /// <summary>
    /// The folder that the runtime is to look in, and other locations in it for those that the model gives: the runtime follows no link out of its
    /// folder. Without links that is the model's own folder, and no other location.
    /// </summary>
    public static (string Folder, IReadOnlyDictionary<string, string> Locations) Places(string model, IReadOnlyDictionary<string, string> files)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
        if (files.All(file => file.Value == Path.GetFullPath(file.Key.Replace('\\', '/'), Real(folder, 0))))
        {
            return (folder, new Dictionary<string, string>());
        }

        string root = Path.GetDirectoryName(files.Values.First())!;
        while (!files.Values.All(file => IsInside(file, root)))
        {
            root = Path.GetDirectoryName(root)!;
        }

        return (root, files.ToDictionary(file => file.Key, file => Path.GetRelativePath(root, file.Value)));
    }

    private static string Locate(string model, string folder, ExternalTensor tensor)
    {
        string location = tensor.Location.Replace('\\', '/');
        string[] parts = location.Split('/');
        if (location.Length == 0 || Path.IsPathRooted(tensor.Location) || location.Contains(':', StringComparison.Ordinal)
            || location.Any(char.IsControl) || parts.Contains(".."))
        {
            throw new DataException(
                $"{model}: the values of '{tensor.Name}' lie in '{OneLine.Of(tensor.Location)}', outside the model's folder; they are not read.");
        }

        string path = Path.Combine([folder, .. parts]);
        string real = Real(path, 0);
        if (!IsInside(real, Real(folder, 0)) && !IsInside(real, Path.GetDirectoryName(Real(Path.GetFullPath(model), 0))!))
        {
            throw new DataException(
                $"{path}: a symbolic link to '{OneLine.Of(real)}'; the values of '{tensor.Name}' are only read from the model's own folder, copy "
                + $"the file there.");
        }

        return File.Exists(real)
            ? real
            : throw new DataException($"{path}: no such file, but {model} keeps the values of '{tensor.Name}' there; put it beside the model.");
    }

    private static bool IsInside(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>A full path without links.</summary>
    private static string Real(string path, int links)
    {
        string result = Path.GetPathRoot(path)!;
        foreach (string part in path[result.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            result = Path.Combine(result, part);
            if (new FileInfo(result).LinkTarget is { } target)
            {
                result = links < MostLinks
                    ? Real(Path.GetFullPath(target, Path.GetDirectoryName(result)!), links + 1)
                    : throw new DataException($"{path}: symbolic links that point in a circle; copy the file there.");
            }
        }

        return result;
    }
}
