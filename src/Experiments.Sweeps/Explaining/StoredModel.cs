using System.Text.Json;
using Experiments.Data;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;

namespace Experiments.Sweeps.Explaining;

/// <summary>Opens a sweep's model again from the files that the sweep kept of it.</summary>
internal static class StoredModel
{
    /// <summary>Reads it from a sweep's folder; files outside it that the model names are looked for in <paramref name="data"/>.</summary>
    /// <exception cref="SweepException">
    /// The folder was written without it, its files are damaged, or a file outside is gone or another one now.
    /// </exception>
    public static TrainedModel Open(SweepPaths paths, ModelResult result, DatasetResult dataset, IReadOnlyList<IModelKind> kinds, DataContext data)
    {
        string file = paths.ModelDescription(result.Id);
        IModel? model = File.Exists(file) ? Bind(file, kinds, data) : null;
        string? trained = model is { NeedsTraining: true } ? paths.ModelFiles(result.Id) : null;
        if (model is null || (trained is not null && !Directory.Exists(trained)))
        {
            throw new SweepException(
                $"'{paths.Root}' does not hold its model '{result.Name}' (older sweeps kept no weights); "
                + "run the same sweep again to add it, finished stages are kept.");
        }

        RequireSameContent(paths.ModelContent(result.Id), model, result.Name);
        TrainedModel opened = new(model, Info(dataset), trained);
        return opened.Problems.Count == 0
            ? opened
            : throw new SweepException(string.Join('\n', opened.Problems.Select(problem => $"model '{result.Name}' on {dataset.Name}: {problem}")));
    }

    private static IModel Bind(string file, IReadOnlyList<IModelKind> kinds, DataContext data)
    {
        ConfigErrors errors = new();
        ConfigNode? node = YamlReader.Read(File.ReadAllText(file), file, errors);
        errors.ThrowIfAny();
        IModelKind kind = kinds.FirstOrDefault(kind => kind.Kind == node?["kind"]?.Text)
            ?? throw new SweepException(
                $"{file}: the model's kind is unknown, expected one of {string.Join(", ", kinds.Select(kind => kind.Kind))}.");
        IModel? model = kind.Bind(node!, data, errors);
        errors.ThrowIfAny();
        return model!;
    }

    private static void RequireSameContent(string file, IModel model, string name)
    {
        Dictionary<string, string> own = ModelContent.Of(model);
        Dictionary<string, string> kept = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file))! : own;
        string? other = kept.Keys.FirstOrDefault(key => own.GetValueOrDefault(key) != kept[key]);
        if (other is not null)
        {
            throw new SweepException(
                $"model '{name}': its {other} is not what the sweep ran, it has changed since; put the old one back or run the sweep again.");
        }
    }

    private static DatasetInfo Info(DatasetResult dataset) => new()
    {
        Kind = dataset.Kind,
        Title = dataset.Title,
        Shape = dataset.Shape,
        Features = dataset.Features,
        Words = dataset.Words,
        ClassNames = dataset.ClassNames,
        Splits = new Dictionary<string, int> { [dataset.Split] = dataset.Samples },
        Source = dataset.Source,
        Fingerprint = dataset.Fingerprint,
        License = dataset.License,
        Citation = dataset.Citation,
    };
}
