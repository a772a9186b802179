using Experiments.Data;
using Experiments.Data.Sampling;
using Experiments.Networks.Images;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Networks.Training;

/// <summary>The samples that a training learns from, and those by which it is watched.</summary>
internal sealed record TrainingSamples(ImageTensor Images, int[] Train, ImageTensor ValidationImages, int[] Validation, int[] ValidationLabels)
{
    /// <summary>Labels of all images of the training split.</summary>
    public required int[] TrainLabels { get; init; }

    /// <summary>The number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>The origin of the validation part, in words.</summary>
    public required string ValidationData { get; init; }

    /// <summary>Splits a job's samples: a stratified, seeded share of the training images is held out, or the test split watches.</summary>
    /// <exception cref="SweepException">There are no images, no labels, or too few samples.</exception>
    public static TrainingSamples Split(TrainingJob job, double? validationShare)
    {
        (SampleSet train, SampleSet test) = (job.Train, job.Test);
        Check(train, "training", job.ClassNames.Count);
        Check(test, "test", job.ClassNames.Count);
        ImageTensor images = new(train);
        if (validationShare is not { } share)
        {
            return new(images, All(train), new ImageTensor(test), All(test), test.Labels!)
            {
                TrainLabels = train.Labels!,
                Classes = job.ClassNames.Count,
                ValidationData = TrainingReport.TestSplit,
            };
        }

        int held = Math.Max(1, (int)Math.Round(share * train.Count));
        int[] validation = Subsample.Draw(train.Labels, train.Count, held, job.Seed);
        HashSet<int> taken = [.. validation];
        int[] rest = [.. All(train).Where(i => !taken.Contains(i))];
        if (rest.Length < 2)
        {
            throw new SweepException(
                $"{train.Count} training samples leave {rest.Length} to learn from after {held} are held out; "
                + "use more or a smaller validation share.");
        }

        return new(images, rest, images, validation, Array.ConvertAll(validation, i => train.Labels![i]))
        {
            TrainLabels = train.Labels!,
            Classes = job.ClassNames.Count,
            ValidationData = FormattableString.Invariant($"{100 * share:0.##} % of train, held out"),
        };
    }

    private static void Check(SampleSet samples, string name, int classes)
    {
        string? fault = samples.Pixels is null ? "no images"
            : samples.Labels is not { } labels ? "no labels"
            : samples.Count < 2 ? $"{samples.Count} samples"
            : Array.Exists(labels, label => label < 0 || label >= classes) ? $"labels outside 0..{classes - 1}"
            : null;
        if (fault is not null)
        {
            throw new SweepException($"a cnn cannot learn from these {name} samples: they have {fault}.");
        }
    }

    private static int[] All(SampleSet samples) => [.. Enumerable.Range(0, samples.Count)];
}
