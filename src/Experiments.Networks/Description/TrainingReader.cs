using System.Globalization;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Networks.Description;

/// <summary>Reads how a network is trained and collects every problem.</summary>
internal sealed class TrainingReader(ConfigErrors errors, FrameworkDefaults defaults)
{
    private const string StoppingKey = "early_stopping";
    private const string ValidationKey = "validation";
    private const string AugmentationKey = "augmentation";
    private const string WeightsKey = "class_weights";
    private const string None = "none";

    /// <summary>The settings, every default filled in.</summary>
    public TrainingOptions Read(ConfigNode node)
    {
        ConfigNode complete = node.Kind == ConfigNodeKind.Mapping
            ? ConfigNode.Mapping(defaults.Complete(FrameworkDefaults.Training, node.Entries, node.Place), node.Place) : node;
        TrainingOptions options = OptionBinder.Bind<TrainingOptions>(complete, errors, StoppingKey, ValidationKey, AugmentationKey, WeightsKey);
        CheckSteps(node, options);
        return options.Resolved() with
        {
            EarlyStopping = ReadPart<EarlyStoppingOptions>(node[StoppingKey]),
            ValidationShare = node[ValidationKey] is { } validation ? ReadValidation(validation) : options.ValidationShare,
            Augmentation = ReadPart<AugmentationOptions>(node[AugmentationKey]),
            ClassWeights = node[WeightsKey] is { } weights ? ReadWeights(weights) : null,
        };
    }

    /// <summary>Settings of a schedule that is not used would be ignored: they are refused.</summary>
    private void CheckSteps(ConfigNode node, TrainingOptions options)
    {
        if (options.Schedule == Schedule.Step)
        {
            return;
        }

        foreach (ConfigEntry entry in node.Entries.Where(entry =>
            entry.Key is "step_every" or "step_factor" && entry.Value.Text is not TrainingOptions.Unused))
        {
            errors.Add(entry.KeyPlace, $"{entry.Key} belongs to schedule: step; set that too, or leave {entry.Key} out");
        }
    }

    private T? ReadPart<T>(ConfigNode? node)
        where T : class => node is null || IsNone(node) ? null : OptionBinder.Bind<T>(node, errors);

    private double? ReadValidation(ConfigNode node)
    {
        if (node.Text == "test")
        {
            return null;
        }

        if (TryNumber(node, out double share) && share is > 0 and < 1)
        {
            return share;
        }

        errors.Add(node, $"{ValidationKey}: got {node.Describe()}, expected a share of the training images between 0 and 1, or "
            + $"test{NumberHint.Of(node.Text ?? string.Empty)}");
        return null;
    }

    private ClassWeights? ReadWeights(ConfigNode node)
    {
        if (IsNone(node))
        {
            return null;
        }

        List<double> weights = [];
        foreach (ConfigNode item in node.Items)
        {
            if (TryNumber(item, out double weight) && weight >= 0)
            {
                weights.Add(weight);
            }
            else
            {
                errors.Add(item, $"{WeightsKey}: got {item.Describe()}, expected a number of at least 0 for each "
                    + $"class{NumberHint.Of(item.Text ?? string.Empty)} (to compare ways of weighting, give each a model)");
            }
        }

        if (node.Items.Count > 0 ? weights.Count == node.Items.Count && weights.Sum() == 0 : node.Text != ClassWeights.Balanced)
        {
            errors.Add(node, $"{WeightsKey}: got {(node.Items.Count > 0 ? "zeros only" : node.Describe())}, expected {ClassWeights.Balanced}, "
                + $"{None} or one number for each class, as in [1, 1, 2.5]");
        }

        return new ClassWeights(node.Items.Count > 0 ? weights : null);
    }

    private static bool IsNone(ConfigNode node) => node.Text is None or "null" or "~" or "";

    private static bool TryNumber(ConfigNode node, out double number) =>
        double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
