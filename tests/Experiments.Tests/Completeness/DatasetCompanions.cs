using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Tests.Completeness;

/// <summary>What a dataset needs. Its entry in <c>data list</c> and its completion follow from the registry.</summary>
internal static class DatasetCompanions
{
    public static IEnumerable<Companion> Of(DatasetDescriptor dataset)
    {
        string part = $"dataset {dataset.Kind}";
        const string Goldens = "tests/Experiments.CoreTests/Fixtures/goldens/datasets.json";
        return
        [
            new(part, "a suite that inherits DatasetContract", Sources.DatasetContracts.Contains(dataset.Kind)),
            new(part, $"an output in {Goldens}", Sources.HasGolden(Goldens, dataset.Kind)),
            new(part, "a description of every setting", OptionSchema.Of(dataset.OptionsType).All(option => option.Attribute.Description.Length > 0)),
            Sources.Schema(part, dataset.Kind),
            .. Sources.Document(part, "docs/sweep-file.md", dataset.Kind),
        ];
    }
}
