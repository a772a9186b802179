using System.Text.Json;
using Experiments.Reports.Statistics;
using Experiments.Results.Choosing;

namespace Experiments.Tests.Statistics;

/// <summary>Tests, distributions and intervals held against SciPy's and R's (Fixtures/statistics/make_statistics.py).</summary>
public sealed class StatisticsReferenceTests
{
    private const double Tolerance = 1e-9;

    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "Fixtures", "statistics", "statistics.json"))).RootElement;

    [Fact]
    public void Friedman_with_tie_correction()
    {
        foreach (JsonElement expected in Cases("friedman"))
        {
            double[][] scores = [.. expected.GetProperty("scores").EnumerateArray().Select(Values)];
            FriedmanTest test = FriedmanTest.Of(scores);
            Assert.Equal(Number(expected, "statistic"), test.TieCorrected.Value, Tolerance);
            Assert.Equal(Number(expected, "p"), test.TieCorrected.PValue, Tolerance);
            Assert.Equal(Values(expected.GetProperty("mean_ranks")), test.MeanRanks);
            Assert.True(test.Uncorrected.Value <= test.TieCorrected.Value);
        }
    }

    [Fact]
    public void Studentised_range_with_infinite_degrees_of_freedom()
    {
        JsonElement range = Reference.GetProperty("studentized_range");
        foreach (JsonElement expected in range.GetProperty("cumulative").EnumerateArray())
        {
            double cumulative = StudentizedRange.Cumulative(Number(expected, "range"), expected.GetProperty("variables").GetInt32());
            Assert.Equal(Number(expected, "cumulative"), cumulative, Tolerance);
        }

        foreach (JsonElement expected in range.GetProperty("critical").EnumerateArray())
        {
            double critical = StudentizedRange.Critical(Number(expected, "probability"), expected.GetProperty("variables").GetInt32());
            Assert.Equal(Number(expected, "range"), critical, Tolerance);
        }
    }

    [Fact]
    public void Signed_ranks_exactly_with_ties_and_zeros_too()
    {
        foreach (JsonElement expected in Cases("signed_rank"))
        {
            SignedRankTest test = SignedRankTest.Of(Values(expected.GetProperty("differences")));
            Assert.Equal(Number(expected, "statistic"), test.Statistic, Tolerance);
            Assert.Equal(Number(expected, "p"), test.PValue, Tolerance);
        }
    }

    [Fact]
    public void Intervals_and_probabilities_by_Students_t()
    {
        foreach (JsonElement expected in Cases("intervals"))
        {
            MeanInterval interval = MeanInterval.Of(Values(expected.GetProperty("values")))!;
            Assert.Equal(Number(expected, "low"), interval.Low, Tolerance);
            Assert.Equal(Number(expected, "high"), interval.High, Tolerance);
            Assert.Equal(Number(expected, "p"), interval.PValue, Tolerance);
        }
    }

    [Fact]
    public void Holms_adjustment() => Assert.All(Cases("holm"), expected =>
    {
        double[] adjusted = HolmAdjustment.Of(Values(expected.GetProperty("probabilities")));
        Assert.All(adjusted.Zip(Values(expected.GetProperty("adjusted"))), pair => Assert.Equal(pair.Second, pair.First, Tolerance));
    });

    private static JsonElement[] Cases(string test) => [.. Reference.GetProperty(test).EnumerateArray()];

    private static double Number(JsonElement expected, string name) => expected.GetProperty(name).GetDouble();

    private static double[] Values(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
