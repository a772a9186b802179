using Experiments.Data;
using Experiments.Sweeps;

namespace Experiments.Onnx;

/// <summary>Reads a model's settings and looks into its file, collecting every problem.</summary>
internal sealed class OnnxReader(DataContext data, ConfigErrors errors)
{
    private const string FileKey = "file";
    private const string PreprocessingKey = "preprocessing";

    /// <summary>The model, or null when something about it is wrong.</summary>
    public OnnxModel? Read(ConfigNode node)
    {
        int before = errors.Problems.Count;
        OnnxOptions options = OptionBinder.Bind<OnnxOptions>(node, errors, "name", "kind", PreprocessingKey);
        Preprocessing preprocessing = node[PreprocessingKey] is { } section ? new PreprocessingReader(errors).Read(section) : new Preprocessing();
        OnnxFile? file = ReadFile(node, options.File);
        return file is not null && errors.Problems.Count == before ? new OnnxModel(options, preprocessing, file) : null;
    }

    private OnnxFile? ReadFile(ConfigNode node, string path)
    {
        if (path.Length == 0)
        {
            errors.Add(node[FileKey] ?? node, "file: no model given; say file: MODEL.onnx");
            return null;
        }

        try
        {
            return OnnxFile.Read(data.Resolve(path));
        }
        catch (DataException fault)
        {
            errors.Add(node[FileKey]!, $"file: {fault.Message}");
            return null;
        }
    }
}
