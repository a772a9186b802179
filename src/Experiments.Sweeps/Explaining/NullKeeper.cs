using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Explaining;

/// <summary>
/// Scores, beside the pictures of a layer, pictures that know nothing of it: points drawn at random in a square, and the layer's own pictures with the
/// labels dealt out anew. Seeded by number alone: the same layer, the same scores.
/// </summary>
internal sealed class NullKeeper(SweepPaths paths, OwnFolder folder, SweepResults results, MetricRegistry registry, ReductionContext context)
{
    private const int Layouts = 5;
    private const int Permutations = 3;

    /// <summary>The metrics of the results; those of another program's own are not known here and left out.</summary>
    private readonly IEmbeddingMetric[] metrics =
        [.. results.Metrics.Select(metric => metric.Name.Split('@')[0]).Distinct().Select(registry.Find).OfType<IEmbeddingMetric>()];

    /// <summary>Files them; a sweep without metrics gets none.</summary>
    public void Keep(LayerResult layer, Matrix activations, int[]? labels, IReadOnlyList<Matrix> pictures)
    {
        if (metrics.Length == 0)
        {
            return;
        }

        int largest = results.Neighborhoods.Where(k => k < activations.Rows).DefaultIfEmpty().Max();
        QualityReference reference = EmbeddingQuality.Prepare(activations, largest, context);
        string[] names = [.. results.Metrics.Select(metric => metric.Name)];
        folder.Put(paths.NullScores(layer.Id), JsonFile.Bytes(new NullScores
        {
            Samples = activations.Rows,
            RandomLayouts = Gather(Enumerable.Range(0, Layouts).Select(seed => Score(reference, RandomLayout(activations.Rows, seed), labels, metrics))),
            PermutedLabels = labels is null ? new Dictionary<string, IReadOnlyList<double>>() : Gather(Permuted(reference, labels, pictures)),
            Expected = Known(names, name => ScoreScale.ByChance(name, activations.Rows, labels, registry)),
            Perfect = Known(names, name => ScoreScale.Perfect(name, activations.Rows, registry)),
        }));
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

    private IEnumerable<IReadOnlyList<MetricScore>> Permuted(QualityReference reference, int[] labels, IReadOnlyList<Matrix> pictures)
    {
        IEmbeddingMetric[] reading = [.. metrics.Where(metric => metric.Descriptor.NeedsLabels)];
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

            return Score(reference, picture, dealt, reading);
        }));
    }

    private IReadOnlyList<MetricScore> Score(QualityReference reference, Matrix picture, int[]? labels, IEmbeddingMetric[] scored) =>
        reference.Evaluate(picture, labels, results.Neighborhoods, context, scored);

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
