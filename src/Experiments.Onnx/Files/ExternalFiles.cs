using Experiments.Data;

namespace Experiments.Onnx;

/// <summary>The files beside a model that hold its large tensors. Nothing outside the model's folder is ever opened.</summary>
internal static class ExternalFiles
{
    /// <summary>Their paths, checked: inside the folder, no links, long enough.</summary>
    /// <exception cref="DataException">One is missing, lies elsewhere or is too short.</exception>
    public static IReadOnlyList<string> Find(string model, IReadOnlyList<ExternalTensor> tensors)
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
                    $"{path}: {size} bytes, but the tensor '{tensor.Name}' of {model} ends at byte {(UInt128)tensor.Offset + (ulong)tensor.Bytes}; copy the file again.");
            }
        }

        return [.. paths.Values.Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Locate(string model, string folder, ExternalTensor tensor)
    {
        string location = tensor.Location.Replace('\\', '/');
        string[] parts = location.Split('/');
        if (location.Length == 0 || Path.IsPathRooted(tensor.Location) || location.Contains(':', StringComparison.Ordinal)
            || location.Any(char.IsControl) || parts.Contains(".."))
        {
            throw new DataException($"{model}: the values of '{tensor.Name}' lie in '{OneLine.Of(tensor.Location)}', outside the model's folder; they are not read.");
        }

        string path = folder;
        foreach (string part in parts)
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new DataException($"{path}: a symbolic link; the values of '{tensor.Name}' are only read from plain files in the model's folder, copy it there.");
            }
        }

        return File.Exists(path) ? path : throw new DataException($"{path}: no such file, but {model} keeps the values of '{tensor.Name}' there; put it beside the model.");
    }
}
