using Experiments.Data.Formats;
using Experiments.Reduction;

namespace Experiments.Results.Inspection;

/// <summary>A picture judged beyond its scores.</summary>
/// <param name="Curve">Neighbourhoods of every size.</param>
/// <param name="CurveSamples">The samples that the curve is of.</param>
/// <param name="Points">Trustworthiness and continuity of every point.</param>
/// <param name="LayerDistances">Distances of random pairs in the layer.</param>
/// <param name="PictureDistances">Distances of the same pairs in the picture.</param>
internal sealed record PictureQuality(
    QualityCurve Curve, int CurveSamples, PointQuality Points, float[] LayerDistances, float[] PictureDistances)
{
    /// <summary>File of the curve, Q_NX of sizes 1 … m − 1 of m samples, float64.</summary>
    public const string CurveFile = "curve.npy";

    /// <summary>File of the points, 2 × n float64: trustworthiness, continuity.</summary>
    public const string PointsFile = "points.npy";

    /// <summary>File of the pairs, 2 × pairs float32: distances in the layer, distances in the picture.</summary>
    public const string PairsFile = "pairs.npy";

    /// <summary>Pictures of fewer samples are not judged.</summary>
    public const int FewestSamples = 10;

    /// <summary>The neighbourhood size at which pictures are judged where samples are enough.</summary>
    public const int Neighborhood = 15;

    /// <summary>The neighbourhood size at which points are judged: <see cref="Neighborhood"/>, less where samples are few.</summary>
    public static int NeighborhoodOf(int samples) => Math.Min(Neighborhood, (samples - 1) / 2);

    /// <summary>Writes the three files into a folder.</summary>
    public static void Write(string folder, PictureQuality quality)
    {
        NpyFile.Write(Path.Combine(folder, CurveFile), (double[])[.. quality.Curve.Overlap], quality.Curve.Overlap.Count);
        double[] points = [.. quality.Points.Trustworthiness, .. quality.Points.Continuity];
        NpyFile.Write(Path.Combine(folder, PointsFile), points, 2, points.Length / 2);
        float[] pairs = [.. quality.LayerDistances, .. quality.PictureDistances];
        NpyFile.Write(Path.Combine(folder, PairsFile), pairs, 2, quality.LayerDistances.Length);
    }

    /// <summary>Reads the three files of a picture of so many samples.</summary>
    /// <exception cref="SweepException">A file does not fit the others, or holds values that cannot be; names the file.</exception>
    public static PictureQuality Read(string curve, string points, string pairs, int samples)
    {
        double[] overlap = NpyFile.ReadDouble(curve).Values;
        NpyArray<double> local = NpyFile.ReadDouble(points);
        NpyArray<float> distances = NpyFile.ReadSingle(pairs);
        Require(curve, overlap.Length >= 2 && overlap.Length < samples
            && Array.TrueForAll(overlap, share => share is >= 0 and <= 1), "shares from 0 to 1, fewer than samples");
        Require(points, local.Shape is [2, int count] && count == samples
            && local.Values.AsSpan().IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) < 0, $"2 x {samples} finite numbers");
        Require(pairs, distances.Shape is [2, > 0]
            && Array.TrueForAll(distances.Values, distance => distance is >= 0 and < float.PositiveInfinity), "2 rows of distances");
        int half = distances.Values.Length / 2;
        return new PictureQuality(
            QualityCurve.Of(overlap), overlap.Length + 1,
            new PointQuality(NeighborhoodOf(samples), local.Values[..samples], local.Values[samples..]),
            distances.Values[..half], distances.Values[half..]);
    }

    private static void Require(string file, bool holds, string expected)
    {
        if (!holds)
        {
            throw new SweepException($"{file} does not fit results.json: expected {expected}.");
        }
    }
}
