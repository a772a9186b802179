namespace Experiments.Reduction;

/// <summary>
/// Generalised Procrustes analysis of pictures of the same samples: each is moved, turned, mirrored and scaled to agree with their mean
/// (Gower 1975, "Generalized Procrustes analysis", Psychometrika 40). What is left is what the pictures themselves disagree on.
/// </summary>
public sealed class ProcrustesAlignment
{
    private const int Rounds = 50;
    private const double Settled = 1e-12;

    private ProcrustesAlignment(Matrix mean, IReadOnlyList<Matrix> aligned)
    {
        Mean = mean;
        Aligned = aligned;
    }

    /// <summary>The consensus, n × 2, in the first picture's orientation and of root-mean-square radius 1 about the origin.</summary>
    public Matrix Mean { get; }

    /// <summary>The pictures, aligned to it, in the order given.</summary>
    public IReadOnlyList<Matrix> Aligned { get; }

    /// <summary>Aligns pictures of the same samples with one another.</summary>
    /// <param name="pictures">At least one, all n × 2 and finite.</param>
    /// <exception cref="ReductionException">There is no picture, or the pictures are not of one shape n × 2.</exception>
    public static ProcrustesAlignment Of(IReadOnlyList<Matrix> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count == 0 || pictures.Any(picture => picture.Columns != 2 || picture.Rows != pictures[0].Rows))
        {
            throw new ReductionException("Pictures are aligned in two dimensions and of the same samples.");
        }

        Matrix[] aligned = [.. pictures.Select(Standardized)];
        Matrix mean = aligned[0];
        double last = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            aligned = [.. aligned.Select(picture => Turned(picture, mean))];
            double loss = aligned.Sum(picture => Disagreement(picture, mean));
            mean = Standardized(Average(aligned));
            if (last - loss <= Settled * mean.Rows)
            {
                break;
            }

            last = loss;
        }

        return new ProcrustesAlignment(mean, aligned);
    }

    /// <summary>For every sample, the root-mean-square distance of its places from their mean, in units of the consensus's radius.</summary>
    public float[] Spread()
    {
        Matrix centre = Average(Aligned);
        float[] spread = new float[centre.Rows];
        for (int i = 0; i < spread.Length; i++)
        {
            double sum = Aligned.Sum(picture => Square(picture[i, 0] - centre[i, 0]) + Square(picture[i, 1] - centre[i, 1]));
            spread[i] = (float)Math.Sqrt(sum / Aligned.Count);
        }

        return spread;
    }

    /// <summary>Centred, and scaled to a root-mean-square radius of 1; a single place stays at the origin.</summary>
    private static Matrix Standardized(Matrix picture)
    {
        (double x, double y, double square) = (0, 0, 0);
        for (int i = 0; i < picture.Rows; i++)
        {
            x += picture[i, 0] / (double)picture.Rows;
            y += picture[i, 1] / (double)picture.Rows;
        }

        for (int i = 0; i < picture.Rows; i++)
        {
            square += (Square(picture[i, 0] - x) + Square(picture[i, 1] - y)) / picture.Rows;
        }

        double scale = square > 0 ? 1 / Math.Sqrt(square) : 0;
        return Map(picture, (px, py) => ((px - x) * scale, (py - y) * scale));
    }

    /// <summary>
    /// The best rotation or reflection with the best scale: of M = picture'·target, a rotation reaches the trace √((m₀₀+m₁₁)²+(m₀₁−m₁₀)²), a
    /// reflection √((m₀₀−m₁₁)²+(m₀₁+m₁₀)²).
    /// </summary>
    private static Matrix Turned(Matrix picture, Matrix target)
    {
        (double xx, double xy, double yx, double yy, double norm) = (0, 0, 0, 0, 0);
        for (int i = 0; i < picture.Rows; i++)
        {
            xx += (double)picture[i, 0] * target[i, 0];
            xy += (double)picture[i, 0] * target[i, 1];
            yx += (double)picture[i, 1] * target[i, 0];
            yy += (double)picture[i, 1] * target[i, 1];
            norm += Square(picture[i, 0]) + Square(picture[i, 1]);
        }

        double rotation = Math.Sqrt(Square(xx + yy) + Square(xy - yx));
        double reflection = Math.Sqrt(Square(xx - yy) + Square(xy + yx));
        if (norm == 0 || Math.Max(rotation, reflection) == 0)
        {
            return picture;
        }

        bool turns = rotation >= reflection;
        double cosine = turns ? (xx + yy) / norm : (xx - yy) / norm;
        double sine = turns ? (xy - yx) / norm : (xy + yx) / norm;
        return turns
            ? Map(picture, (x, y) => ((cosine * x) - (sine * y), (sine * x) + (cosine * y)))
            : Map(picture, (x, y) => ((cosine * x) + (sine * y), (sine * x) - (cosine * y)));
    }

    private static Matrix Average(IReadOnlyList<Matrix> pictures)
    {
        Matrix mean = new(pictures[0].Rows, 2);
        for (int i = 0; i < mean.Rows; i++)
        {
            mean.Row(i)[0] = (float)pictures.Average(picture => picture[i, 0]);
            mean.Row(i)[1] = (float)pictures.Average(picture => picture[i, 1]);
        }

        return mean;
    }

    private static double Disagreement(Matrix a, Matrix b)
    {
        double sum = 0;
        for (int i = 0; i < a.Rows; i++)
        {
            sum += Square(a[i, 0] - b[i, 0]) + Square(a[i, 1] - b[i, 1]);
        }

        return sum;
    }

    private static Matrix Map(Matrix picture, Func<double, double, (double X, double Y)> map)
    {
        Matrix mapped = new(picture.Rows, 2);
        for (int i = 0; i < picture.Rows; i++)
        {
            (double x, double y) = map(picture[i, 0], picture[i, 1]);
            (mapped.Row(i)[0], mapped.Row(i)[1]) = ((float)x, (float)y);
        }

        return mapped;
    }

    private static double Square(double value) => value * value;
}
