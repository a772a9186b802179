using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Sweeps.Forests;

namespace Experiments.Tests.Statistics;

/// <summary>A forest finds the setting that matters, and owns up where none does.</summary>
public sealed class PermutationImportanceTests
{
    private const int Settings = 60;
    private static readonly CounterRandom Random = new(3, "test of importance");
    private static readonly SettingColumns[] Columns = [new("a", 0, 1), new("b", 1, 1), new("c", 2, 3)];

    [Fact]
    public void The_setting_that_decides_is_the_most_important_and_the_fit_is_good()
    {
        PermutationImportance importance = Judge((row, noise) => Math.Sin(3 * row[1]) + (0.05 * noise));
        Assert.InRange(importance.R2, 0.7, 1);
        Assert.True(importance.Importances[1].Drop > 0.7);
        Assert.All(new[] { 0, 2 }, other => Assert.InRange(importance.Importances[other].Drop, -0.1, 0.1));
    }

    [Fact]
    public void A_choice_of_several_values_is_shuffled_as_one()
    {
        PermutationImportance importance = Judge((row, noise) => row[2] - row[4] + (0.05 * noise));
        Assert.InRange(importance.R2, 0.7, 1);
        Assert.True(importance.Importances[2].Drop > 0.7);
    }

    [Fact]
    public void Noise_is_not_explained_even_where_runs_are_repeated() =>
        Assert.InRange(Judge((_, noise) => noise).R2, -1, 0.2);

    [Fact]
    public void The_same_runs_give_the_same_importances() => Assert.Equal(
        Judge((row, noise) => row[0] + noise).Importances, Judge((row, noise) => row[0] + noise).Importances);

    /// <summary>Every setting is run twice, with the same outcome: a forest that saw one of the two would know the other.</summary>
    private static PermutationImportance Judge(Func<float[], double, double> outcome)
    {
        int[] settings = [.. Enumerable.Range(0, 2 * Settings).Select(i => i / 2)];
        float[][] rows = [.. settings.Select(setting =>
        {
            int choice = Random.Below(3, 1, setting);
            return new[] { (float)Random.Uniform(2, setting), (float)Random.Uniform(3, setting), choice == 0
                ? 1
                : 0, choice == 1
                ? 1
                : 0, choice == 2
                ? 1 : 0 };
        })];
        double[] scores = [.. settings.Select((setting, i) => outcome(rows[i], Random.Normal(4, setting)))];
        return ForestImportance.Of(new SettingTable(rows, scores, settings, Columns), new ReductionContext());
    }
}
