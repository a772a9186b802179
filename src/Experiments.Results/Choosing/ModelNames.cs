using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>A model by its name and the settings in which it differs from its namesakes; seeds and data are no part of it.</summary>
internal sealed record ModelKey(string Name, Setting Settings)
{
    public static ModelKey Of(ModelResult model) => new(model.Name, new Setting(model.Parameters));
}

/// <summary>The words for models that stand beside each other: "cnn (learning_rate 0.001)", just the name where no setting differs.</summary>
/// <param name="models">The models.</param>
internal sealed class ModelNames(IEnumerable<ModelResult> models)
{
    private readonly SettingTexts texts = new(models.Select(model => model.Parameters));

    public string Of(ModelResult model) => model.Parameters.Count == 0 ? model.Name : $"{model.Name} ({texts.Of(model.Parameters)})";
}
