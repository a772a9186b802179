using Experiments.Data;
using Experiments.Data.Formats;

namespace Experiments.Onnx.Files;

/// <summary>A model's file as looked at once: what is in it and the hash of everything that belongs to it.</summary>
/// <param name="Path">The path of the model's file.</param>
/// <param name="Hash">SHA-256 over the file and those with its external data.</param>
/// <param name="Facts">The facts that the file says of itself.</param>
/// <param name="External">The files with its external data, by the locations that it gives.</param>
internal sealed record OnnxFile(string Path, string Hash, GraphFacts Facts, IReadOnlyDictionary<string, string> External)
{
    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="DataException">The file is missing, no ONNX model, damaged, or belongs to files that are.</exception>
    public static OnnxFile Read(string path) => Read(path, out _);

    /// <summary>Returns the bytes of the file, read again.</summary>
    /// <exception cref="DataException">The file is gone, or no longer what it was.</exception>
    public byte[] Bytes()
    {
        OnnxFile now = Read(Path, out byte[] bytes);
        return now.Hash == Hash ? bytes : throw new DataException($"{Path}: has changed since the sweep was planned; start it again.");
    }

    private static OnnxFile Read(string path, out byte[] bytes)
    {
        bytes = ReadBytes(path);
        try
        {
            GraphFacts facts = GraphReader.Read(bytes);
            IReadOnlyDictionary<string, string> external = ExternalFiles.Find(path, facts.External);
            string hash = ContentHash.Of(bytes);
            IEnumerable<string> values = external.Values.Distinct().Order(StringComparer.Ordinal).Select(ContentHash.OfFile);
            return new OnnxFile(path, external.Count == 0 ? hash : ContentHash.Of($"{hash} {string.Join(' ', values)}"), facts, external);
        }
        catch (InvalidDataException fault)
        {
            throw new DataException($"{path}: not an ONNX model that can be read: {OneLine.Of(fault.Message)}.", fault);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw new DataException($"{path}: a folder; name the .onnx file in it.");
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DataException(
                $"{path}: cannot be read ({fault.Message.TrimEnd('.')}); a model of 2 GB or more must keep its weights as external data.", fault);
        }
    }
}
