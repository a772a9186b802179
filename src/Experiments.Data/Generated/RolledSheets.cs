using System.Globalization;
using Experiments.Data.Features;
using Experiments.Reduction;

namespace Experiments.Data.Generated;

/// <summary>Settings of a sheet bent in space.</summary>
public abstract record SheetOptions : PointsOptions
{
    /// <summary>Noise on the points.</summary>
    [Option("standard deviation of the noise along every dimension", Minimum = 0)]
    public double Noise { get; init; }

    /// <summary>Parts of the sheet.</summary>
    [Option("equal parts of the way along the sheet, a class each; none leaves the points unlabelled", Minimum = 1, Maximum = 100,
        NullMeans = "none")]
    public int? Classes { get; init; } = 6;
}

/// <summary>Settings of the Swiss roll.</summary>
public sealed record SwissRollOptions : SheetOptions;

/// <summary>Settings of the S curve.</summary>
public sealed record SCurveOptions : SheetOptions;

/// <summary>
/// Sheets bent in three dimensions, whose true shape is flat. A point is (t, height), both uniform; t is the place along the sheet, and its
/// label the part of the sheet it lies on, from the beginning to the end: scikit-learn returns t itself, a class is what metrics can score.
/// </summary>
internal static class RolledSheets
{
    /// <summary>make_swiss_roll: (t cos t, height, t sin t), t from 1.5 π to 4.5 π, height up to 21.</summary>
    public static IDataset OpenRoll(SwissRollOptions options) => Make(
        options, "swiss-roll", "Swiss roll", (1.5 * Math.PI, 4.5 * Math.PI), 21, t => (t * Math.Cos(t), t * Math.Sin(t)),
        "Tenenbaum, de Silva, Langford: A global geometric framework for nonlinear dimensionality reduction. Science 290, 2000");

    /// <summary>make_s_curve: (sin t, height, sign(t) (cos t - 1)), t from -1.5 π to 1.5 π, height up to 2.</summary>
    public static IDataset OpenCurve(SCurveOptions options) => Make(
        options, "s-curve", "S curve", (-1.5 * Math.PI, 1.5 * Math.PI), 2, t => (Math.Sin(t), Math.Sign(t) * (Math.Cos(t) - 1)),
        PointsDataset.ScikitLearn);

    private static FeatureDataset Make(
        SheetOptions options, string kind, string title, (double From, double To) way, double height, Func<double, (double X, double Z)> bend,
        string citation)
    {
        CounterRandom random = new(options.Seed, options is SwissRollOptions ? RandomPurposes.SwissRoll : RandomPurposes.SCurve);
        Matrix points = new(options.Size, 3);
        int[]? labels = options.Classes is null ? null : new int[options.Size];
        for (int i = 0; i < points.Rows; i++)
        {
            double place = random.Uniform(0, i, 0);
            (double x, double z) = bend(way.From + ((way.To - way.From) * place));
            Span<float> point = points.Row(i);
            (point[0], point[1], point[2]) = ((float)x, (float)(height * random.Uniform(0, i, 1)), (float)z);
            if (labels is not null)
            {
                labels[i] = (int)(place * options.Classes!.Value);
            }
        }

        PointsDataset.AddNoise(points, options.Noise, random);
        return PointsDataset.Of(options, kind, title, points, labels,
            new PointsDescription(["x", "height", "z"], Names(options.Classes ?? 0, way), citation));
    }

    /// <summary>The range of t that a class covers, in radians: "4.7 to 6.3".</summary>
    private static string[] Names(int classes, (double From, double To) way) =>
    [
        .. Enumerable.Range(0, classes).Select(c => string.Create(
            CultureInfo.InvariantCulture,
            $"{way.From + ((way.To - way.From) * c / classes):0.0#} to {way.From + ((way.To - way.From) * (c + 1) / classes):0.0#}")),
    ];
}
