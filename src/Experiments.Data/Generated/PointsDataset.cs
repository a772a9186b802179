using System.Globalization;
using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Reduction;

namespace Experiments.Data.Generated;

/// <summary>
/// Makes datasets out of point generators. The shapes are those of scikit-learn's make_* functions, the random numbers are this program's:
/// the same settings give the same points, but not scikit-learn's.
/// </summary>
internal static class PointsDataset
{
    /// <summary>Raised whenever the same settings would give other points.</summary>
    public const int Version = 1;

    /// <summary>The citation of the library whose definitions all of these sets follow.</summary>
    public const string ScikitLearn = "Pedregosa et al.: Scikit-learn: machine learning in Python. JMLR 12, 2011";

    /// <summary>A dataset of points with class indices, or none.</summary>
    public static FeatureDataset Of(PointsOptions options, string kind, string title, Matrix points, int[]? labels, PointsDescription description)
    {
        string settings = Settings(options, kind);
        return FeatureDataset.Of(points, labels, new DatasetInfo
        {
            Kind = kind,
            Title = title,
            Features = points.Columns,
            FeatureNames = description.FeatureNames,
            ClassNames = description.ClassNames,
            Splits = new Dictionary<string, int>(),
            Source = $"generated ({settings})",
            Fingerprint = ContentHash.Of(settings),
            License = Licenses.Generated,
            Citation = description.Citation,
        });
    }

    /// <summary>Normal noise on every coordinate, as (epoch 1, point, coordinate) of a point's random numbers.</summary>
    public static void AddNoise(Matrix points, double deviation, CounterRandom random)
    {
        if (deviation == 0)
        {
            return;
        }

        for (int i = 0; i < points.Rows; i++)
        {
            Span<float> point = points.Row(i);
            for (int j = 0; j < point.Length; j++)
            {
                point[j] += (float)(deviation * random.Normal(1, i, j));
            }
        }
    }

    private static string Settings(PointsOptions options, string kind)
    {
        IEnumerable<string> own = OptionSchema.Values(options)
            .Where(option => typeof(DatasetOptions).GetProperties().All(shared => OptionSchema.SnakeCase(shared.Name) != option.Key))
            .Select(option => string.Create(CultureInfo.InvariantCulture, $"{option.Key} {option.Value ?? "none"}"));
        return $"{kind} version {Version}, {string.Join(", ", own)}";
    }
}

/// <summary>The names of the points' features and classes, and the citation of their source.</summary>
internal sealed record PointsDescription(IReadOnlyList<string> FeatureNames, IReadOnlyList<string> ClassNames, string Citation);
