using Experiments.Reduction;
using Experiments.Results.Inspection;
using Experiments.Sweeps.Features;
using Experiments.Sweeps.Stages;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Experiments.Tests.Reports;

/// <summary>What the pages on single features compute, against plain formulas.</summary>
public class FeatureModelTests
{
    private const int Samples = 90;
    private const int Features = 7;
    private const int Classes = 3;
    private static readonly int[] Labels = [.. Enumerable.Range(0, Samples).Select(i => i % 7 % Classes)];

    private static readonly ReductionContext Context = new();

    private static Matrix Sample()
    {
        Random random = new(5);
        Matrix matrix = new(Samples, Features);
        for (int i = 0; i < Samples; i++)
        {
            for (int f = 0; f < Features; f++)
            {
                matrix.Row(i)[f] = (float)((random.NextDouble() * (f + 1)) + (Labels[i] == f % Classes ? 0.7 * f : 0)
                    + (f > 0 ? 0.4 * matrix[i, f - 1] : 0));
            }
        }

        return matrix;
    }

    private static double[] Column(Matrix matrix, int feature, Func<int, bool> rows) =>
        [.. Enumerable.Range(0, matrix.Rows).Where(rows).Select(row => (double)matrix[row, feature])];

    [Fact]
    public void Correlations_are_Pearsons()
    {
        Matrix matrix = Sample();
        FeatureCovariance covariance = new(matrix, Context);
        for (int a = 0; a < Features; a++)
        {
            for (int b = 0; b < Features; b++)
            {
                Assert.Equal(Correlation.Pearson(Column(matrix, a, _ => true), Column(matrix, b, _ => true)), covariance.Correlation(a, b), 1e-12);
            }
        }
    }

    [Fact]
    public void Standardised_differences_are_Cohens_d()
    {
        Matrix matrix = Sample();
        FeatureStatistics statistics = new(matrix, Labels, Classes);
        for (int label = 0; label < Classes; label++)
        {
            for (int f = 0; f < Features; f++)
            {
                double[] own = Column(matrix, f, row => Labels[row] == label);
                double[] others = Column(matrix, f, row => Labels[row] != label);
                double pooled = Math.Sqrt(
                    (((own.Length - 1) * own.Variance()) + ((others.Length - 1) * others.Variance())) / (own.Length + others.Length - 2));
                Assert.Equal((own.Average() - others.Average()) / pooled, statistics.StandardizedDifference(label, f), 1e-9);
            }
        }
    }

    [Fact]
    public void The_best_pair_has_the_largest_Fisher_criterion_of_all()
    {
        Matrix matrix = Sample();
        (int A, int B, double Value)[] all =
        [
            .. Enumerable.Range(0, Features).SelectMany(a => Enumerable.Range(a + 1, Features - a - 1).Select(b => (a, b, Criterion(matrix, a, b)))),
        ];
        (int first, int second, double value) = all.MaxBy(pair => pair.Value);
        FeaturePair best = Best(matrix, Labels, Classes)!;
        Assert.Equal((first, second), (best.First, best.Second));
        Assert.Equal(value, best.Criterion!.Value, 1e-9);
    }

    [Fact]
    public void Without_classes_the_best_pair_has_the_largest_variances()
    {
        Matrix matrix = Sample();
        int[] widest = [.. Enumerable.Range(0, Features).OrderByDescending(f => Column(matrix, f, _ => true).PopulationVariance()).Take(2)];
        FeaturePair best = Best(matrix, null, 0)!;
        Assert.Equal((widest[0], widest[1], (double?)null), (best.First, best.Second, best.Criterion));
        Assert.Null(Best(new Matrix(10, 3), null, 0));
    }

    [Fact]
    public void Clustered_order_keeps_correlated_features_together_and_leaves_silent_ones_out()
    {
        Random random = new(3);
        int[] family = [0, 1, 2, 0, 1, 2, 0, 1, 2, -1];
        Matrix matrix = new(200, family.Length);
        for (int i = 0; i < matrix.Rows; i++)
        {
            double[] source = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
            for (int f = 0; f < family.Length; f++)
            {
                matrix.Row(i)[f] = family[f] < 0 ? 4 : (float)(source[family[f]] + (0.2 * random.NextDouble()));
            }
        }

        int[] order = FeatureOrder.Clustered(new FeatureCovariance(matrix, Context));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], order.Order());
        int[] families = [.. order.Select(feature => family[feature])];
        Assert.Equal(2, Enumerable.Range(1, families.Length - 1).Count(i => families[i] != families[i - 1]));
    }

    [Fact]
    public void Samples_without_a_class_play_no_part_in_the_choice_of_a_pair()
    {
        Matrix matrix = Sample();
        int[] some = [.. Labels.Select((label, i) => i % 5 == 0 ? -1 : label)];
        int[] known = [.. Enumerable.Range(0, Samples).Where(i => some[i] >= 0)];
        Matrix rest = new(known.Length, Features);
        known.Index().ToList().ForEach(row => matrix.Row(row.Item).CopyTo(rest.Row(row.Index)));
        Assert.Equal(Best(rest, [.. known.Select(i => Labels[i])], Classes), Best(matrix, some, Classes));
        Assert.Null(Best(matrix, [0, 1, .. Enumerable.Repeat(-1, Samples - 2)], Classes)!.Criterion);
    }

    [Fact]
    public void A_study_of_features_holds_correlations_differences_and_the_scores_of_the_best_pair()
    {
        Matrix matrix = Sample();
        Matrix principal = Pca.Fit(matrix, 2, Context).Transform(matrix, Context);
        QualityReference reference = EmbeddingQuality.Prepare(matrix, LayerFeatures.Neighborhood, Context);
        LayerFeatures told = LayerFeaturesStage.Study(matrix, principal, Labels, Classes, reference, Context);
        Assert.Equal(new FeatureCovariance(matrix, Context).Correlation(2, 5), told.Correlation(2, 5));
        Assert.Equal(new FeatureStatistics(matrix, Labels, Classes).StandardizedDifference(1, 4), told.Difference(1, 4));
        Assert.Equal(Enumerable.Range(0, Features), told.Varied);
        BestFeatures best = told.Description.Best!;
        Matrix picture = new(Samples, 2);
        Enumerable.Range(0, Samples).ToList().ForEach(i => (picture.Row(i)[0], picture.Row(i)[1]) = (matrix[i, best.First], matrix[i, best.Second]));
        Assert.Equal(["neighborhood_hit@15", "silhouette", "trustworthiness@15"], best.Scores.Keys.Order());
        AssertScores(EmbeddingQuality.Evaluate(matrix, picture, Labels, [15], Context), best.Scores);
        AssertScores(EmbeddingQuality.Evaluate(matrix, principal, Labels, [15], Context), best.PrincipalScores);
        Assert.Null(LayerFeaturesStage.Study(matrix, principal, null, 0, reference, Context).Differences);

        static void AssertScores(IReadOnlyList<MetricScore> expected, IReadOnlyDictionary<string, double> scores) =>
            Assert.All(scores, score => Assert.Equal(expected.Single(one => one.Name == score.Key).Value, score.Value));
    }

    private static FeaturePair? Best(Matrix matrix, int[]? labels, int classes) =>
        FeaturePair.Best(matrix, new FeatureCovariance(matrix, Context), labels, classes, Context);

    /// <summary>tr(W⁻¹B) with matrices as they stand in the definition.</summary>
    private static double Criterion(Matrix matrix, int a, int b)
    {
        Matrix<double> within = Matrix<double>.Build.Dense(2, 2);
        Matrix<double> between = Matrix<double>.Build.Dense(2, 2);
        int[] pair = [a, b];
        Vector<double> mean = Vector<double>.Build.Dense(2, i => Column(matrix, pair[i], _ => true).Average());
        for (int label = 0; label < Classes; label++)
        {
            Vector<double> centre = Vector<double>.Build.Dense(2, i => Column(matrix, pair[i], row => Labels[row] == label).Average());
            int count = Labels.Count(one => one == label);
            between += count * (centre - mean).OuterProduct(centre - mean);
            foreach (int row in Enumerable.Range(0, Samples).Where(row => Labels[row] == label))
            {
                Vector<double> difference = Vector<double>.Build.Dense(2, i => matrix[row, pair[i]]) - centre;
                within += difference.OuterProduct(difference);
            }
        }

        return (within.Inverse() * between).Trace();
    }
}
