using System.Diagnostics;
using System.Globalization;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Networks.Training;

/// <summary>
/// Tells how a training goes, at the start of every epoch and then at most a few times a second: "epoch 3/50 loss 0.412 accuracy 0.871 val_loss 0.398
/// val_accuracy 0.880 ETA 1:20".
/// </summary>
internal sealed class TrainingProgress(StageContext context, int epochs)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan next;
    private int toldAfter = -1;
    private double? start;

    /// <summary>Tells something at once.</summary>
    public void Note(double fraction, string text) => context.Progress.Report(new StageProgress(fraction, text));

    /// <summary>Tells how far the current epoch is (0..1, its validation included) and what it measures so far.</summary>
    public void Report(IReadOnlyList<EpochRecord> finished, double share, RunningMean running)
    {
        double fraction = (finished.Count + share) / epochs;
        start ??= fraction;
        if (clock.Elapsed < next && finished.Count == toldAfter)
        {
            return;
        }

        toldAfter = finished.Count;

        next = clock.Elapsed + Pause;
        string validation = finished.Count == 0 ? string.Empty
            : string.Create(CultureInfo.InvariantCulture,
                $"  val_loss {finished[^1].ValidationLoss:0.000}  val_accuracy {finished[^1].ValidationAccuracy:0.000}");
        Note(fraction, string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {finished.Count + 1}/{epochs}  loss {running.Loss:0.000}  accuracy {running.Accuracy:0.000}{validation}{Remaining(fraction)}"));
    }

    private string Remaining(double fraction)
    {
        double done = fraction - start!.Value;
        if (done <= 0)
        {
            return string.Empty;
        }

        TimeSpan left = clock.Elapsed * ((1 - fraction) / done);
        return left.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"  ETA {(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"  ETA {left.Minutes}:{left.Seconds:00}");
    }
}

/// <summary>Loss and accuracy over an epoch's samples so far.</summary>
internal struct RunningMean
{
    private double loss;
    private long right;
    private long count;

    public readonly double Loss => loss / Math.Max(1, count);

    public readonly double Accuracy => (double)right / Math.Max(1, count);

    /// <summary>Adds a batch by its mean loss.</summary>
    public void Add(double meanLoss, long rightOnes, int samples)
    {
        loss += meanLoss * samples;
        right += rightOnes;
        count += samples;
    }
}
