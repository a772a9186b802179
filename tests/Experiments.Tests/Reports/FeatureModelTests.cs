using Experiments.Reduction;
using Experiments.Reports.SweepReport.Activations;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.TwoFeatures;
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

    private static Matrix Sample()
    {
        Random random = new(5);
        Matrix matrix = new(Samples, Features);
        for (int i = 0; i < Samples; i++)
        {
            for (int f = 0; f < Features; f++)
            {
                matrix.Row(i)[f] = (float)((random.NextDouble() * (f + 1)) + (Labels[i] == f % Classes ? 0.7 * f : 0) + (f > 0 ? 0.4 * matrix[i, f - 1] : 0));
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
        FeatureCovariance covariance = new(matrix);
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
                double pooled = Math.Sqrt((((own.Length - 1) * own.Variance()) + ((others.Length - 1) * others.Variance())) / (own.Length + others.Length - 2));
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
        FeaturePair best = FeaturePair.Best(matrix, Labels, Classes)!;
        Assert.Equal((first, second), (best.First, best.Second));
        Assert.Equal(value, best.Criterion!.Value, 1e-9);
    }

    [Fact]
    public void Without_classes_the_best_pair_has_the_largest_variances()
    {
        Matrix matrix = Sample();
        int[] widest = [.. Enumerable.Range(0, Features).OrderByDescending(f => Column(matrix, f, _ => true).PopulationVariance()).Take(2)];
        FeaturePair best = FeaturePair.Best(matrix, null, 0)!;
        Assert.Equal((widest[0], widest[1], (double?)null), (best.First, best.Second, best.Criterion));
        Assert.Null(FeaturePair.Best(new Matrix(10, 3), null, 0));
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

        int[] order = FeatureOrder.Clustered(new FeatureCovariance(matrix));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], order.Order());
        int[] families = [.. order.Select(feature => family[feature])];
        Assert.Equal(2, Enumerable.Range(1, families.Length - 1).Count(i => families[i] != families[i - 1]));
    }

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
