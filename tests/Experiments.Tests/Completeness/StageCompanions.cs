using System.Text.RegularExpressions;
using Experiments.Cli;
using Experiments.Sweeps.Graph;
using Experiments.Tests.Sweeps;

namespace Experiments.Tests.Completeness;

/// <summary>What a kind of stage needs.</summary>
internal static class StageCompanions
{
    private static readonly Lazy<string> DryRun = new(Describe);

    private static readonly Lazy<IReadOnlySet<string>> Keys = new(StageKeyTests.Stages);

    public static IEnumerable<Companion> Of(string stage)
    {
        string part = $"stage {stage}";
        const string Goldens = "tests/Experiments.Tests/Fixtures/goldens/stages.json";
        return
        [
            new(part, $"an output in {Goldens}", StageGoldenTests.Scored.Contains(stage) || Sources.HasGolden(Goldens, stage)),
            new(part, "its key in StageKeyTests", Keys.Value.Contains(stage)),
            new(part, "its count in the dry run", Regex.IsMatch(DryRun.Value, $"^{stage} +[1-9]", RegexOptions.Multiline)),
        ];
    }

    /// <summary>What the dry run says of sweeps that together have every stage.</summary>
    private static string Describe()
    {
        using SweepBench bench = new() { Catalog = Catalog.Sweeps };
        return string.Concat(
            new[] { StageGoldenTests.Yaml, StageGoldenTests.Settings, GroupingTests.Unlabelled }
                .Select(yaml => PlanDescription.Describe(bench.Load(yaml), bench.Cache)));
    }
}
