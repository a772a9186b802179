using System.Globalization;

namespace Experiments.Reduction;

/// <summary>The check of what every fit and every placing of new samples gives: no value that is not finite leaves a reducer.</summary>
public static class FinitePicture
{
    /// <summary>Values from here on have squares beyond single precision.</summary>
    private const float Far = 1e18f;

    /// <summary>A setting so many times its default, or so small a part of it, may be to blame.</summary>
    private const double MuchMore = 10;

    /// <summary>Returns a picture, once all of its values are known to be finite.</summary>
    /// <param name="picture">The picture that came out.</param>
    /// <param name="samples">The samples that went in.</param>
    /// <param name="options">The settings, where there are any that could be to blame.</param>
    /// <exception cref="ReductionException">
    /// The picture is not finite; the message names the column of samples that reaches too far, or else the settings that are not the default.
    /// </exception>
    public static Matrix Require(Matrix picture, Matrix samples, ReducerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(samples);
        int bad = 0;
        foreach (float value in picture.Values)
        {
            bad += float.IsFinite(value) ? 0 : 1;
        }

        return bad == 0 ? picture : throw new ReductionException(
            $"The picture that came out holds {bad} value(s) that are not finite: {Cause(samples, options)}");
    }

    /// <summary>
    /// Makes the fault for a picture that was given up because a point ran away without bound; the message names the same causes as for a picture
    /// that is not finite.
    /// </summary>
    internal static ReductionException RanAway(Matrix samples, ReducerOptions options) =>
        new($"A point of the picture runs away and would not come out finite: {Cause(samples, options)}");

    /// <summary>Refuses distances between samples (or new ones and their nearest).</summary>
    /// <exception cref="ReductionException">A distance is beyond single precision.</exception>
    internal static void RequireDistances(ReadOnlySpan<float> distances, Matrix samples)
    {
        foreach (float distance in distances)
        {
            if (!float.IsFinite(distance))
            {
                throw new ReductionException($"Distances between neighbours are not finite: {Cause(samples, null)}");
            }
        }
    }

    private static string Cause(Matrix samples, ReducerOptions? options)
    {
        int farthest = 0;
        for (int at = 1; at < samples.Values.Length; at++)
        {
            farthest = Math.Abs(samples.Values[at]) > Math.Abs(samples.Values[farthest]) ? at : farthest;
        }

        float value = samples.Values[farthest];
        if (Math.Abs(value) >= Far)
        {
            string unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value)))).ToString("0E+0", CultureInfo.InvariantCulture);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the samples reach {value} (row {farthest / samples.Columns}, column {farthest % samples.Columns}), too far for single precision; "
                    + $"divide them by {unit}.");
        }

        string[] chosen = options is null ? [] : [.. OptionSchema.Of(options.GetType())
            .Select(option => (option, value: option.Property.GetValue(options)))
            .Where(pair => pair.value is int or double && IsUnusual(pair.value, pair.option.Default))
            .Select(pair => string.Create(
                CultureInfo.InvariantCulture,
                $"{pair.option.Name} {pair.value} (default {pair.option.Default ?? pair.option.Attribute.NullMeans})"))];
        return chosen.Length > 0
            ? $"choose nearer to the default: {string.Join(", ", chosen)}."
            : "scale the samples to values of about 1.";
    }

    private static bool IsUnusual(object value, object? usual)
    {
        double share = usual is null
            ? double.NaN
            : Convert.ToDouble(value, CultureInfo.InvariantCulture) / Convert.ToDouble(usual, CultureInfo.InvariantCulture);
        return !(share is > 1 / MuchMore and < MuchMore);
    }
}
