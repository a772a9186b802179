namespace Experiments.Data;

/// <summary>
/// The purposes that this project draws random numbers for. A purpose is part of every draw, so the text of a constant decides bytes of
/// results: it stays as it is for good, and no two consumers share one unless its comment says so.
/// </summary>
internal static class RandomPurposes
{
    /// <summary>Topics and words of generated articles.</summary>
    public const string Articles = "articles";

    /// <summary>Centres and points of the generated blobs.</summary>
    public const string Blobs = "blobs";

    /// <summary>Points and noise of the generated moons.</summary>
    public const string Moons = "moons";

    /// <summary>Points and noise of the generated S curve.</summary>
    public const string SCurve = "s-curve";

    /// <summary>Order in which the samples of a class are taken into a subsample.</summary>
    public const string Subsample = "subsample";

    /// <summary>Points and noise of the generated Swiss roll.</summary>
    public const string SwissRoll = "swiss-roll";

    /// <summary>Pixels of generated digits, test split.</summary>
    public const string TestGlyphs = "glyphs/test";

    /// <summary>Labels of generated digits, test split.</summary>
    public const string TestGlyphLabels = "glyphs/test/labels";

    /// <summary>Pixels of generated digits, train split.</summary>
    public const string TrainGlyphs = "glyphs/train";

    /// <summary>Labels of generated digits, train split.</summary>
    public const string TrainGlyphLabels = "glyphs/train/labels";

    /// <summary>Pixels of generated digits in a split, which is "train" or "test".</summary>
    public static string GlyphsOf(string split) => split == "train" ? TrainGlyphs : TestGlyphs;

    /// <summary>Labels of generated digits in a split, which is "train" or "test".</summary>
    public static string GlyphLabelsOf(string split) => split == "train" ? TrainGlyphLabels : TestGlyphLabels;
}
