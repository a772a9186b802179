using Experiments.Data.Recognition;

namespace Experiments.Cli.Looking;

/// <summary>How many samples, and how large, a look can afford: by seconds a sample as measured on two cores.</summary>
/// <param name="Samples">How many are shown.</param>
/// <param name="Side">Pixels a side to which images are scaled; null where they stay as they are, or are none.</param>
internal sealed record LookBudget(int Samples, int? Side)
{
    /// <summary>Starting, reading and printing.</summary>
    private const double FixedSeconds = 20;

    /// <summary>Four pictures of a layer with their scores.</summary>
    private const double PictureSeconds = 0.008;
    private const double ImageSeconds = 0.035;
    private const double TokenSeconds = 0.00015;
    private const double TokensPerWord = 1.35;
    private const int MostTokens = 256;
    private const int MeasuredCores = 2;

    /// <summary>What is left for the unforeseen.</summary>
    private const double Used = 0.7;

    /// <summary>Products that searching the neighbours of raw pixels may take: about two seconds.</summary>
    private const double MostProducts = 5e10;
    private const int Fewest = 50;

    private static readonly int[] Sides = [224, 160, 128, 96, 64, 48, 32];

    /// <summary>Plans a look.</summary>
    /// <param name="data">What was recognized.</param>
    /// <param name="count">The samples that there are.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="minutes">The minutes that a look may take.</param>
    public static LookBudget Of(RecognizedData data, int count, int channels, int minutes)
    {
        double sample = data.Kind switch
        {
            "images" => (2 * PictureSeconds) + ImageSeconds,
            "text" => (2 * PictureSeconds) + (TokenSeconds * Math.Min(MostTokens, TokensPerWord * data.Words)),
            _ => PictureSeconds,
        };
        double seconds = ((60.0 * minutes * Used) - FixedSeconds) * Environment.ProcessorCount / MeasuredCores;
        int affordable = Math.Max(Fewest, Rounded(seconds / sample));
        int samples = Math.Min(count, affordable);
        return new LookBudget(samples, data.Images is { } images ? SideOf(images, samples, channels) : null);
    }

    /// <summary>Images stay as they are where they are alike and small; else they are as large as a comparison of their pixels affords.</summary>
    private static int? SideOf(RecognizedImages images, int samples, int channels)
    {
        double pixels = MostProducts / ((double)samples * samples * channels);
        int affordable = Array.Find(Sides, side => (double)side * side <= pixels);
        int wanted = affordable == 0 ? Sides[^1] : affordable;
        return images.AreOneSize && images.Side <= wanted ? null : Math.Min(wanted, Math.Max(4, images.Side));
    }

    /// <summary>Two digits, so that a file says 2,600 rather than 2,573.</summary>
    private static int Rounded(double value)
    {
        double digit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, value))) - 1));
        return (int)(Math.Floor(value / digit) * digit);
    }
}
