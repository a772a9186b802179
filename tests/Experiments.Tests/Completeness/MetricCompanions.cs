using System.Text.Json;
using Experiments.Reduction;

namespace Experiments.Tests.Completeness;

/// <summary>What a metric needs. Its contract suite, its help and its benchmark follow from the registry.</summary>
internal static class MetricCompanions
{
    private const string Goldens = "tests/Experiments.CoreTests/Fixtures/goldens/reduction.json";

    private static readonly HashSet<string> References = [.. new[] { "scikit-learn.json", "more-metrics.json" }.SelectMany(Names)];

    private static readonly string Oracle = File.ReadAllText(Fixture("oracle/oracle.py"));

    public static IEnumerable<Companion> Of(MetricDescriptor metric)
    {
        string part = $"metric {metric.Name}";
        return
        [
            new(part, "a value of another library in Fixtures/metrics of Experiments.CoreTests", References.Contains(metric.Name)),
            new(part, "its formula in Fixtures/oracle/oracle.py of Experiments.CoreTests", Oracle.Contains(metric.Name, StringComparison.Ordinal)),
            new(part, $"an output in {Goldens}", Sources.HasGolden(Goldens, part)),
            new(part, "its formula in words in the descriptor", metric.Definition.Length > 0),
            Sources.Schema(part, metric.Name),
            .. Sources.Document(part, "docs/metrics.md", metric.Name),
        ];
    }

    private static IEnumerable<string> Names(string file)
    {
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(Fixture($"metrics/{file}")));
        return [.. cases.RootElement.EnumerateArray().SelectMany(one => one.GetProperty("scores").EnumerateObject())
            .Select(score => score.Name.Split('@')[0])];
    }

    private static string Fixture(string name) => Repository.At($"tests/Experiments.CoreTests/Fixtures/{name}");
}
