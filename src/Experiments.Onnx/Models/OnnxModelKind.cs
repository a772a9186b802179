using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Onnx.Configuration;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Models;

/// <summary>Networks trained elsewhere (<c>kind: onnx</c>): an ONNX file run by ONNX Runtime on the processor.</summary>
public sealed class OnnxModelKind : IModelKind
{
    /// <inheritdoc/>
    public string Kind => "onnx";

    /// <inheritdoc/>
    public IReadOnlyList<string> Lists => PreprocessingReader.Lists;

    /// <inheritdoc/>
    public JsonObject Schema => OnnxSchema.Create();

    /// <inheritdoc/>
    public IModel? Bind(ConfigNode node, DataContext data, ConfigErrors errors)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(errors);
        return new OnnxReader(data, errors).Read(node);
    }
}
