using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Networks.Description;
using Experiments.Networks.Loading;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Options;

namespace Experiments.Networks.Models;

/// <summary>Convolutional networks described layer by layer (<c>kind: cnn</c>), trained by libtorch on the processor.</summary>
public sealed class CnnModelKind : IModelKind
{
    /// <inheritdoc/>
    public string Kind => "cnn";

    /// <inheritdoc/>
    public IReadOnlyList<string> Lists => ["layers", "residual", "class_weights", .. PublishedFiguresSection.Settings];

    /// <inheritdoc/>
    public JsonObject Schema => CnnSchema.Create();

    /// <inheritdoc/>
    public IEnumerable<DefaultSection> Defaults(ConfigNode node) => CnnDefaults.Of(node);

    /// <inheritdoc/>
    public IModel? Bind(ConfigNode node, DataContext data, ConfigErrors errors)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(errors);
        if (LibtorchNeeds.Lacking is { } reason)
        {
            errors.Add(node, reason);
        }

        return new CnnReader(errors).Read(node) is { } description ? new CnnModel(description) : null;
    }
}
