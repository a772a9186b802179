using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;

namespace Experiments.Sweeps.Forests;

/// <summary>
/// Judges settings by a forest: its R² on settings that it has not seen, and the importance of each setting there (Breiman 2001). Runs of one
/// setting are held out together, so that repeats do not give the answer away.
/// </summary>
internal static class ForestImportance
{
    /// <summary>How often the rows of a setting are shuffled.</summary>
    public const int Shuffles = 10;

    private const int Folds = 5;

    /// <summary>Judges every setting of a table.</summary>
    /// <param name="table">The runs.</param>
    /// <param name="context">The cancellation to heed, fold by fold; a forest grows on one thread.</param>
    public static PermutationImportance Of(SettingTable table, ReductionContext context)
    {
        (float[][] features, double[] targets) = (table.Rows, table.Scores);
        double mean = targets.Average();
        double total = targets.Sum(target => (target - mean) * (target - mean));
        double scale = total > 0 ? Math.Sqrt(total / targets.Length) : 1;
        int[] places = new CounterRandom(0, RandomPurposes.SettingFolds).Permutation(table.Settings.Max() + 1);
        double plain = 0;
        double[,] shuffled = new double[table.Columns.Count, Shuffles];
        for (int fold = 0; fold < Folds; fold++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int[] held = [.. Enumerable.Range(0, targets.Length).Where(i => places[table.Settings[i]] % Folds == fold)];
            int[] rest = [.. Enumerable.Range(0, targets.Length).Where(i => places[table.Settings[i]] % Folds != fold)];
            RegressionForest forest = RegressionForest.Fit(
                [.. rest.Select(i => features[i])], [.. rest.Select(i => (float)((targets[i] - mean) / scale))]);
            IEnumerable<float[]> shuffledRows = table.Columns.Index().SelectMany(group => Enumerable.Range(0, Shuffles)
                .SelectMany(shuffle => Shuffle(features, held, group.Item, (group.Index * Shuffles) + shuffle)));
            float[] predictions = forest.Predict([.. held.Select(i => features[i]), .. shuffledRows]);
            double Error(int block) =>
                held.Select((i, at) => Math.Pow(mean + (scale * predictions[(block * held.Length) + at]) - targets[i], 2)).Sum();
            plain += Error(0);
            for (int block = 0; block < table.Columns.Count * Shuffles; block++)
            {
                shuffled[block / Shuffles, block % Shuffles] += Error(block + 1);
            }
        }

        return new PermutationImportance(
            total > 0 ? 1 - (plain / total) : 0, [.. table.Columns.Select((column, group) => Drop(column.Name, shuffled, group, plain, total))]);
    }

    private static SettingImportance Drop(string name, double[,] shuffled, int group, double plain, double total)
    {
        double[] drops = [.. Enumerable.Range(0, Shuffles).Select(shuffle => total > 0 ? (shuffled[group, shuffle] - plain) / total : 0)];
        double mean = drops.Average();
        return new SettingImportance(name, mean, Math.Sqrt(drops.Sum(drop => (drop - mean) * (drop - mean)) / (Shuffles - 1)));
    }

    /// <summary>Held-out rows with a group of columns taken from runs drawn at random.</summary>
    private static IEnumerable<float[]> Shuffle(float[][] features, int[] held, SettingColumns group, int epoch)
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
