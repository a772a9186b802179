using System.Globalization;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Onnx.Configuration;

/// <summary>Reads <c>preprocessing:</c> and collects every problem.</summary>
internal sealed class PreprocessingReader(ConfigErrors errors)
{
    private const string SizeKey = "size";
    private const string ScaleKey = "scale";
    private const string MeanKey = "mean";
    private const string StdKey = "std";

    /// <summary>Keys whose value is a list by nature.</summary>
    public static readonly IReadOnlyList<string> Lists = [SizeKey, MeanKey, StdKey];

    /// <summary>The settings, every default filled in.</summary>
    public Preprocessing Read(ConfigNode node)
    {
        Preprocessing options = OptionBinder.Bind<Preprocessing>(node, errors, SizeKey, ScaleKey, MeanKey, StdKey);
        return options with
        {
            Size = node[SizeKey] is { } size ? ReadSize(size) : null,
            Scale = node[ScaleKey] is { } scale ? ReadScale(scale) ?? options.Scale : options.Scale,
            Mean = node[MeanKey] is { } mean ? ReadChannels(mean, MeanKey, "[0.485, 0.456, 0.406]", _ => true) ?? options.Mean : options.Mean,
            Std = node[StdKey] is { } std
                ? ReadChannels(std, StdKey, "[0.229, 0.224, 0.225], none of them 0", value => value != 0) ?? options.Std
                : options.Std,
        };
    }

    private (int Height, int Width)? ReadSize(ConfigNode node)
    {
        if (node.Text is "dataset")
        {
            return null;
        }

        IReadOnlyList<ConfigNode> items = node.Kind == ConfigNodeKind.Scalar ? [node, node] : node.Items;
        int[] sides = [.. items.Select(item =>
            int.TryParse(item.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int side) && side is > 0 and <= 4096 ? side : 0)];
        if (sides.Length == 2 && !sides.Contains(0))
        {
            return (sides[0], sides[1]);
        }

        Complain(node, SizeKey, "height and width in 1..4096, as in [224, 224], or dataset for the images' own");
        return null;
    }

    private Factor? ReadScale(ConfigNode node)
    {
        string[] parts = node.Text?.Split('/') ?? [];
        double[] numbers = [.. parts.Select(Number).OfType<double>()];
        double value = numbers.Length == 0 ? 0 : numbers.Length == 1 ? numbers[0] : numbers[0] / numbers[1];
        if (parts.Length is 1 or 2 && numbers.Length == parts.Length && double.IsFinite(value) && value != 0)
        {
            return new Factor(node.Text!, value);
        }

        Complain(node, ScaleKey, "a number other than 0 or a fraction, as in 1/255");
        return null;
    }

    private double[]? ReadChannels(ConfigNode node, string key, string example, Func<double, bool> isAllowed)
    {
        IReadOnlyList<ConfigNode> items = node.Kind == ConfigNodeKind.Scalar ? [node] : node.Items;
        double[] values = [.. items.Select(item => Number(item.Text)).OfType<double>().Where(isAllowed)];
        if (values.Length == items.Count && values.Length is 1 or 3)
        {
            return values;
        }

        Complain(node, key, $"a number, or one a channel, as in {example}");
        return null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    private void Complain(ConfigNode node, string key, string expected) => errors.Add(
        node, $"{key}: got {Told(node)}, expected {expected}");

    private static string Told(ConfigNode node) => node.Text is { } text ? $"'{text}'"
        : node.Kind == ConfigNodeKind.Mapping ? "a mapping"
        : $"[{string.Join(", ", node.Items.Select(item => item.Text ?? "…"))}]";
}
