using System.Collections.Concurrent;
using Experiments.Reports.Drawing;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Figures;

/// <summary>The pictures of a sweep's trials, each as a PNG of its own, drawn as in the report.</summary>
public sealed class TrialPictures
{
    private const int Side = 400;
    private const float PixelsPerPoint = 1.6f;

    // Small files that are written fast: a sweep has hundreds.
    private static readonly SKPngEncoderOptions Encoding = new(SKPngEncoderFilterFlags.None, 3);
    private readonly StoredSweep stored;
    private readonly ConcurrentDictionary<string, PictureData> data = new();

    /// <summary>Opens a sweep's folder.</summary>
    /// <exception cref="Results.SweepException">The folder holds no readable results.</exception>
    public TrialPictures(string sweepDirectory) => stored = StoredSweep.Open(sweepDirectory);

    /// <summary>Draws the picture of a trial; null for one that has none.</summary>
    public byte[]? Png(string trialId)
    {
        TrialResult? trial = stored.Results.Trials.FirstOrDefault(trial => trial.Id == trialId);
        if (trial is null || stored.Embedding(trialId) is not Points { Count: > 0 } points)
        {
            return null;
        }

        string datasetId = stored.Results.Layers.First(layer => layer.Id == trial.LayerId).DatasetId;
        Palette palette = Palettes.Named(stored.Results.Report.Palette);
        PictureData own = data.GetOrAdd(datasetId, id =>
            PictureData.Load(stored, stored.Results.Datasets.First(dataset => dataset.Id == id), palette) with { Images = null });
        using SKSurface surface = SKSurface.Create(new SKImageInfo(Side, Side));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(PixelsPerPoint);
        new ScatterFigure(points, own).Draw(surface.Canvas, SKRect.Create(Side / PixelsPerPoint, Side / PixelsPerPoint));
        using SKPixmap pixels = surface.PeekPixels();
        using SKData? png = pixels.Encode(Encoding);
        return png?.ToArray();
    }
}
