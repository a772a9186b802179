using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Networks.Description;

/// <summary>The ways in which training images are varied, anew in every epoch; validation and test images never are.</summary>
internal sealed record AugmentationOptions
{
    /// <summary>True when half of the images are mirrored.</summary>
    [Option("whether images are mirrored left to right, each with probability one half")]
    public bool Flip { get; init; }

    /// <summary>Pixels of zeros around an image, out of which a piece of its size is cut anywhere.</summary>
    [Option("zeros around the image in pixels, out of which a piece of its size is cut anywhere", Minimum = 0)]
    public int Crop { get; init; }

    /// <summary>Largest angle in degrees.</summary>
    [Option("largest rotation in degrees, either way; values between pixels are interpolated, outside is zero", Minimum = 0, Maximum = 180)]
    public double Rotation { get; init; }

    /// <summary>Returns the reason why images of that shape cannot be varied so, or null when they can.</summary>
    public string? Problem(ImageShape image) => Crop < Math.Min(image.Height, image.Width) ? null
        : $"augmentation: a crop of {Crop} pixels can move an image of {image} out of sight; use less than {Math.Min(image.Height, image.Width)}";
}
