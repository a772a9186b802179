using Experiments.Results.Records;
using Experiments.Viewer.Blocks;

namespace Experiments.Viewer.Content;

/// <summary>How large a file will be, roughly, before any of it is made.</summary>
internal static class SizeEstimate
{
    private const double Base64 = 4.0 / 3;
    private const double PointBytes = 4;
    private const double NeighborBytes = 3;
    private const double PixelBytes = 0.45;
    private const double TextBytes = 0.45;

    /// <summary>The most samples of a dataset with which the file stays below a size.</summary>
    public static int Most(IReadOnlyList<SweepPart> parts, long bytes)
    {
        (int Samples, double Bytes)[] datasets =
            [.. parts.SelectMany(part => part.Datasets.Select(dataset => (dataset.Samples, OfSample(part, dataset))))];
        int largest = datasets.Select(dataset => dataset.Samples).DefaultIfEmpty(1).Max();
        (int fits, int tooMany) = (1, largest + 1);
        while (tooMany - fits > 1)
        {
            int middle = fits + ((tooMany - fits) / 2);
            bool isSmall = datasets.Sum(dataset => Math.Min(middle, dataset.Samples) * dataset.Bytes) <= bytes;
            (fits, tooMany) = isSmall ? (middle, tooMany) : (fits, middle);
        }

        return fits;
    }

    /// <summary>What one sample takes, in base64.</summary>
    private static double OfSample(SweepPart part, DatasetResult dataset)
    {
        HashSet<string> layers = [.. part.Layers.Where(pair => pair.Layer.DatasetId == dataset.Id).Select(pair => pair.Layer.Id)];
        int pictures = part.Results.Trials.Count(trial => trial.IsDone && layers.Contains(trial.LayerId));
        double neighbors = layers.Sum(id => part.Stored.Neighbors(id)?.K ?? 0);
        double pixels = part.Stored.Images(dataset.Id) is { } images ? new SpriteSheets(images) is var tile ? tile.Width * tile.Height : 0 : 0;
        double text = part.Stored.Texts(dataset.Id) is { } texts
            ? texts.Average(one => Math.Min(one.Length, DatasetBuilder.LongestText)) * TextBytes : 0;
        return Base64 * (text + (pictures * PointBytes) + (neighbors * NeighborBytes) + (pixels * PixelBytes));
    }
}
