using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Reads a trial's picture back from a sweep's folder.</summary>
internal static class StoredPicture
{
    /// <summary>The picture of so many samples.</summary>
    /// <exception cref="SweepException">It has other rows.</exception>
    public static Matrix Read(SweepPaths paths, TrialResult trial, int samples)
    {
        NpyArray<float> array = NpyFile.ReadSingle(paths.Embedding(trial.Id));
        return array.Shape is [int rows, int columns] && rows == samples
            ? new Matrix(array.Values, rows, columns)
            : throw new SweepException(
                $"{paths.Embedding(trial.Id)} has shape ({string.Join(", ", array.Shape)}), expected {samples} rows; run the sweep again.");
    }
}
