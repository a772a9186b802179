using Experiments.Data.Formats;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Benchmarks;

/// <summary>One side's medians in a contest, and the quality of what it made (means over the runs, scored by the same code for everybody).</summary>
internal sealed record Standing(string Contest, string Data, string Side, double Seconds, double Around, double PeakMb, double? Ratio)
{
    /// <summary>Quality by name: trust@15, kNN@15, silhouette, KL, or the value of a metric.</summary>
    public IReadOnlyDictionary<string, double> Quality { get; init; } = new Dictionary<string, double>();

    /// <summary>Medians of one side's runs; the ratio is the median over runs of ours by theirs, null for ourselves.</summary>
    public static Standing Of(Contest contest, BenchmarkInputs inputs, Side side, IReadOnlyList<Measurement> ours, IReadOnlyList<Measurement> runs)
    {
        bool isUs = ReferenceEquals(ours, runs);
        return new Standing(contest.Title, contest.Data
            ?? inputs.Description, side.Title, Median(runs, run => run.Seconds), Median(runs, run => run.Around),
            Median(runs, run => run.PeakMb), isUs || ours.Count == 0 ? null : Middle([.. ours.Zip(runs, (a, b) => a.Seconds / b.Seconds)]))
        {
            Quality = runs.SelectMany(run => Score(contest, inputs, run)).GroupBy(score => score.Key, score => score.Value)
                .ToDictionary(scores => scores.Key, scores => scores.Average()),
        };
    }

    private static IEnumerable<KeyValuePair<string, double>> Score(Contest contest, BenchmarkInputs inputs, Measurement run)
    {
        if (run.Value is { } value)
        {
            yield return KeyValuePair.Create("value", value);
        }

        if (run.Output is null)
        {
            yield break;
        }

        Matrix samples = MatrixFile.Read(inputs.Samples);
        Matrix picture = MatrixFile.Read(run.Output);
        ReductionContext context = new();
        Dictionary<string, double?> scores = EmbeddingQuality.Evaluate(samples, picture, NpyFile.ReadInt32(inputs.Labels).Values, [15], context)
            .ToDictionary(score => score.Name, score => score.Value);
        yield return KeyValuePair.Create("trust@15", scores["trustworthiness@15"] ?? double.NaN);
        yield return KeyValuePair.Create("kNN@15", scores["knn_preservation@15"] ?? double.NaN);
        yield return KeyValuePair.Create("silhouette", scores["silhouette"] ?? double.NaN);
        if (contest.Perplexity is { } perplexity)
        {
            yield return KeyValuePair.Create("KL", TSneDivergence.Compute(samples, picture, perplexity, context));
        }
    }

    private static double Median(IReadOnlyList<Measurement> runs, Func<Measurement, double> figure) => Middle([.. runs.Select(figure)]);

    /// <summary>The median; sorts <paramref name="values"/>.</summary>
    internal static double Middle(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
