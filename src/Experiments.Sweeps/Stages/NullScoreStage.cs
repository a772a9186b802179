using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;

namespace Experiments.Sweeps.Stages;

/// <summary>
/// Scores, beside the pictures of a layer, pictures that know nothing of it: points drawn at random in a square, and the layer's own pictures with
/// the labels dealt out anew. Seeded by number alone: the same layer, the same scores.
/// </summary>
/// <param name="inspected">The layer and its pictures.</param>
/// <param name="config">The sweep, for its metrics and neighbourhoods.</param>
internal sealed class NullScoreStage(InspectedLayer inspected, SweepConfig config) : StageNode(StageNames.NullScores, inspected.Title,
    inspected.Inputs)
{
    /// <summary>File of <see cref="NullScores"/>; absent for a sweep without metrics.</summary>
    public const string Scores = "null.json";

    private const int Layouts = 5;
    private const int Permutations = 3;

    /// <inheritdoc/>
    public override StageAddress? Address => StageAddress.Of(Kind, inspected.Trials);

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.OfScores(inspected.Layer, config);

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) =>
        StageKeys.NullScores(inputs[1].Content, inputs[0].HashOf(SampleStage.Labels), inputs.Skip(2).Select(picture => picture.Content), config);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        QualityReference reference = host.Layer(inspected.Layer).Quality(Contexts.Reduction(context));
        Matrix[] pictures = inspected.ReadPictures(inputs);
        int[]? labels = SampleStage.ReadLabels(inputs[0]);
        return folder =>
        {
            if (config.Metrics.Count > 0)
            {
                Write(folder, Draw(reference, pictures, labels, Contexts.Reduction(context)));
            }
        };
    }

    /// <summary>Writes scores into a folder.</summary>
    public static void Write(string folder, NullScores scores) => JsonFile.Write(Path.Combine(folder, Scores), scores);

    private NullScores Draw(QualityReference reference, Matrix[] pictures, int[]? labels, ReductionContext context)
    {
        string[] names = [.. SweepColumns.Of(config).Select(column => column.Name)];
        MetricRegistry registry = config.Metrics.Aggregate(new MetricRegistry(), (known, metric) => known.Add(metric));
        IReadOnlyList<MetricScore> Score(Matrix picture, int[]? by, IReadOnlyList<IEmbeddingMetric> some) =>
            reference.Evaluate(picture, by, config.Neighbors, context, some);
        return new NullScores
        {
            Samples = reference.Count,
            RandomLayouts = Gather(Enumerable.Range(0, Layouts).Select(seed => Score(RandomLayout(reference.Count, seed), labels, config.Metrics))),
            PermutedLabels = labels is null ? new Dictionary<string, IReadOnlyList<double>>() : Gather(Permuted(labels, pictures, Score)),
            Expected = Known(names, name => ScoreScale.ByChance(name, reference.Count, labels, registry)),
            Perfect = Known(names, name => ScoreScale.Perfect(name, reference.Count, registry)),
        };
    }

    /// <summary>Points spread evenly over a square.</summary>
    internal static Matrix RandomLayout(int count, int seed)
    {
        CounterRandom random = new(seed, RandomPurposes.NullBaseline);
        Matrix layout = new(count, 2);
        for (int i = 0; i < count; i++)
        {
            (layout.Row(i)[0], layout.Row(i)[1]) = ((float)random.Uniform(0, i, 0), (float)random.Uniform(0, i, 1));
        }

        return layout;
    }

    private IEnumerable<IReadOnlyList<MetricScore>> Permuted(
        int[] labels, Matrix[] pictures, Func<Matrix, int[]?, IReadOnlyList<IEmbeddingMetric>, IReadOnlyList<MetricScore>> score)
    {
        IEmbeddingMetric[] reading = [.. config.Metrics.Where(metric => metric.Descriptor.NeedsLabels)];
        CounterRandom random = new(0, RandomPurposes.NullBaseline);
        int[] known = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] >= 0)];
        return reading.Length == 0 ? [] : pictures.SelectMany((picture, p) => Enumerable.Range(0, Permutations).Select(i =>
        {
            int[] order = random.Permutation(known.Length, (p * Permutations) + i);
            int[] dealt = [.. labels];
            for (int place = 0; place < order.Length; place++)
            {
                dealt[known[place]] = labels[known[order[place]]];
            }

            return score(picture, dealt, reading);
        }));
    }

    private static Dictionary<string, IReadOnlyList<double>> Gather(IEnumerable<IReadOnlyList<MetricScore>> draws) => draws
        .SelectMany(scores => scores)
        .Where(score => score.Value is { } value && double.IsFinite(value))
        .GroupBy(score => score.Name, score => score.Value!.Value)
        .ToDictionary(same => same.Key, IReadOnlyList<double> (same) => [.. same]);

    private static Dictionary<string, double> Known(string[] names, Func<string, double?> value) => names
        .Select(name => (name, Value: value(name)))
        .Where(pair => pair.Value is not null)
        .ToDictionary(pair => pair.name, pair => pair.Value!.Value);
}
