using System.Globalization;
using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Explaining;

/// <summary>Reads a trial's picture back from a sweep's folder.</summary>
internal static class StoredPicture
{
    /// <summary>The picture of so many samples.</summary>
    /// <exception cref="SweepException">The picture has other rows, or coordinates that are not finite.</exception>
    public static Matrix Read(SweepPaths paths, TrialResult trial, int samples)
    {
        NpyArray<float> array = NpyFile.ReadSingle(paths.Embedding(trial.Id));
        return array.Shape is [int rows, int columns] && rows == samples
            ? Finite(new Matrix(array.Values, rows, columns), paths.Embedding(trial.Id))
            : throw new SweepException(
                $"{paths.Embedding(trial.Id)} has shape ({string.Join(", ", array.Shape)}), expected {samples} rows; run the sweep again.");
    }

    /// <summary>Returns a matrix that came out of a sweep's folder, if all its values are finite.</summary>
    /// <param name="matrix">The matrix that is checked.</param>
    /// <param name="origin">The file that the matrix was read from, or what computed it.</param>
    /// <exception cref="SweepException">A value is not finite; names the origin, the row and the column.</exception>
    public static Matrix Finite(Matrix matrix, string origin) =>
        matrix.Values.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) is int at and >= 0
            ? throw new SweepException(string.Create(
                CultureInfo.InvariantCulture,
                $"{origin}: the value in row {at / matrix.Columns}, column {at % matrix.Columns} is {matrix.Values[at]}, which is not finite; "
                + $"run the sweep again."))
            : matrix;
}
