using Experiments.MLNet;
using Experiments.Reduction;
using Experiments.Tests.Fuzz;

namespace Experiments.Tests.Completeness;

/// <summary>What a reducer needs. Its benchmark, help and completion follow from the registry.</summary>
internal static class ReducerCompanions
{
    private static readonly ReducerRegistry Standard = StandardReducers.Create();

    public static IEnumerable<Companion> Of(ReducerDescriptor reducer)
    {
        string part = $"reducer {reducer.Kind}";
        bool isStandard = Standard.Find(reducer.Kind) is not null;
        string golden = isStandard
            ? "tests/Experiments.CoreTests/Fixtures/goldens/reduction.json"
            : "tests/Experiments.Tests/Fixtures/goldens/networks.json";
        return
        [
            new(part, "a suite that inherits ReducerContract", Sources.ReducerContracts.Contains(reducer.Kind)),
            new(part, $"an output in {golden}", Sources.HasGolden(golden, part)),
            new(part, "its fitted file in tests/Experiments.Tests/Fuzz/FittedReaders.cs", Fuzzed().Contains($"{reducer.Kind}.model")),
            new(part, "the citation of its method in the registry", reducer.Reference.Length > 0),
            new(part, "a description of every setting", OptionSchema.Of(reducer.OptionsType).All(option => option.Attribute.Description.Length > 0)),
            new(part, "a method in src/Experiments.MLNet/ReductionCatalog.cs", !isStandard || HasEstimator(reducer.OptionsType)),
            Sources.Schema(part, reducer.Kind),
            .. Sources.Document(part, "docs/reducers.md", reducer.Kind),
            .. Sources.Document(part, "docs/sweep-file.md", reducer.Kind),
        ];
    }

    private static IEnumerable<string> Fuzzed() => FittedReaders.All.SelectMany(reader => reader.Seeds).Select(seed => seed.FileName);

    private static bool HasEstimator(Type options) =>
        typeof(ReductionCatalog).GetMethods().Any(method => method.GetParameters().Any(parameter => parameter.ParameterType == options));
}
