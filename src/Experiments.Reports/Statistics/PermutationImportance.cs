using Experiments.Reduction;

namespace Experiments.Reports.Statistics;

/// <summary>
/// The worth of a setting to a forest: the fall of its R² when that setting is shuffled, and the deviation of the fall from shuffle to shuffle.
/// </summary>
internal sealed record SettingImportance(double Drop, double Deviation);

/// <summary>
/// A forest's R² on settings it has not seen, and the importance of each setting there (Breiman 2001). Runs of one setting are held out together, so
/// that repeats do not give the answer away.
/// </summary>
/// <param name="R2">Cross-validated share of the variance that the forest predicts; at most 1, negative where a mean would do better.</param>
/// <param name="Importances">One for each group of columns.</param>
internal sealed record PermutationImportance(double R2, IReadOnlyList<SettingImportance> Importances)
{
    private const int Folds = 5;
    private const int Shuffles = 10;
    private const double TrustworthyR2 = 0.5;

    /// <summary>True when the forest predicts half of the variance at least: of one that predicts less, importances say little.</summary>
    public bool IsTrustworthy => R2 >= TrustworthyR2;

    /// <summary>Judges groups of columns (a number is a column, a choice one for each of its values).</summary>
    /// <param name="features">A row a run.</param>
    /// <param name="targets">The score of each run, which is to be predicted.</param>
    /// <param name="settings">The setting each run belongs to, from 0.</param>
    /// <param name="columns">First column and number of columns of each group.</param>
    public static PermutationImportance Of(float[][] features, double[] targets, int[] settings, IReadOnlyList<(int First, int Count)> columns)
    {
        double mean = targets.Average();
        double total = targets.Sum(target => (target - mean) * (target - mean));
        double scale = total > 0 ? Math.Sqrt(total / targets.Length) : 1;
        int[] places = new CounterRandom(0, RandomPurposes.SettingFolds).Permutation(settings.Max() + 1);
        double plain = 0;
        double[,] shuffled = new double[columns.Count, Shuffles];
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] held = [.. Enumerable.Range(0, targets.Length).Where(i => places[settings[i]] % Folds == fold)];
            int[] rest = [.. Enumerable.Range(0, targets.Length).Where(i => places[settings[i]] % Folds != fold)];
            RegressionForest forest = RegressionForest.Fit(
                [.. rest.Select(i => features[i])], [.. rest.Select(i => (float)((targets[i] - mean) / scale))]);
            IEnumerable<float[]> rows = held.Select(i => features[i]).Concat(columns.Index()
                .SelectMany(group => Enumerable.Range(0, Shuffles).SelectMany(shuffle => Shuffle(features, held, group.Item, (group.Index * Shuffles) + shuffle))));
            float[] predictions = forest.Predict([.. rows]);
            double Error(int block) => held.Select((i, at) => Math.Pow(mean + (scale * predictions[(block * held.Length) + at]) - targets[i], 2)).Sum();
            plain += Error(0);
            for (int block = 0; block < columns.Count * Shuffles; block++)
            {
                shuffled[block / Shuffles, block % Shuffles] += Error(block + 1);
            }
        }

        return new PermutationImportance(total > 0 ? 1 - (plain / total) : 0, [.. Enumerable.Range(0, columns.Count).Select(group => Drop(shuffled, group, plain, total))]);
    }

    private static SettingImportance Drop(double[,] shuffled, int group, double plain, double total)
    {
        double[] drops = [.. Enumerable.Range(0, Shuffles).Select(shuffle => total > 0 ? (shuffled[group, shuffle] - plain) / total : 0)];
        double mean = drops.Average();
        return new SettingImportance(mean, Math.Sqrt(drops.Sum(drop => (drop - mean) * (drop - mean)) / (Shuffles - 1)));
    }

    /// <summary>Held-out rows with a group of columns taken from runs drawn at random.</summary>
    private static IEnumerable<float[]> Shuffle(float[][] features, int[] held, (int First, int Count) group, int epoch)
    {
        CounterRandom random = new(0, RandomPurposes.ShuffledSettings);
        return held.Select(i =>
        {
            float[] row = [.. features[i]];
            features[random.Below(features.Length, epoch, i)].AsSpan(group.First, group.Count).CopyTo(row.AsSpan(group.First));
            return row;
        });
    }
}
