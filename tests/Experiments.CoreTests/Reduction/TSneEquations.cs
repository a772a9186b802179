using Experiments.Reduction;
using Experiments.Reduction.TSne;
using Experiments.Reduction.TSne.Repulsion;

namespace Experiments.Tests.Reduction;

/// <summary>The equations of t-SNE in double precision, pair by pair.</summary>
internal static class TSneEquations
{
    /// <summary>A cloud of points.</summary>
    public static PlanarPoints Picture(int n, double spread)
    {
        Matrix positions = TestSamples.Normal(n, 2);
        PlanarPoints points = new(n);
        for (int i = 0; i < n; i++)
        {
            points.Set(i, (float)(spread * positions[i, 0]), (float)(spread * positions[i, 1]));
        }

        return points;
    }

    /// <summary>Z and the repulsive forces, before division by Z.</summary>
    public static (double Z, double[] X, double[] Y) AllPairs(PlanarPoints points, double dof = 1)
    {
        int n = points.Count;
        double z = 0;
        (double[] fx, double[] fy) = (new double[n], new double[n]);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double dx = (double)points.X[i] - points.X[j], dy = (double)points.Y[i] - points.Y[j];
                double b = 1 / (1 + (((dx * dx) + (dy * dy)) / dof));
                double w = Math.Pow(b, dof);
                z += i == j ? 0 : w;
                fx[i] += w * b * dx;
                fy[i] += w * b * dy;
            }
        }

        return (z, fx, fy);
    }

    /// <summary>KL(P‖Q) over the entries of P.</summary>
    public static double Divergence(double[,] joint, double[] x, double[] y, double dof = 1)
    {
        int n = x.Length;
        double z = 0, sum = 0;
        double W(int i, int j) => Math.Pow(1 + ((Math.Pow(x[i] - x[j], 2) + Math.Pow(y[i] - y[j], 2)) / dof), -dof);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                z += i == j ? 0 : W(i, j);
                sum += joint[i, j] > 0 ? joint[i, j] * Math.Log(joint[i, j] / W(i, j)) : 0;
            }
        }

        return sum + (Math.Log(z) * joint.Cast<double>().Sum());
    }

    /// <summary>The derivative of a function by one coordinate.</summary>
    public static double Slope(double[] coordinates, int i, Func<double> function)
    {
        const double Step = 1e-5;
        double middle = coordinates[i];
        coordinates[i] = middle + Step;
        double high = function();
        coordinates[i] = middle - Step;
        double low = function();
        coordinates[i] = middle;
        return (high - low) / (2 * Step);
    }

    /// <summary>Affinities as a full matrix.</summary>
    public static double[,] Dense(Affinities affinities)
    {
        double[,] joint = new double[affinities.Count, affinities.Count];
        for (int i = 0; i < affinities.Count; i++)
        {
            for (int entry = affinities.Offsets[i]; entry < affinities.Offsets[i + 1]; entry++)
            {
                joint[i, affinities.Columns[entry]] += affinities.Values[entry];
            }
        }

        return joint;
    }
}
