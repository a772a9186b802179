using Experiments.Networks.Description;
using Experiments.Networks.Images;
using Experiments.Reduction;

namespace Experiments.Networks.Training;

/// <summary>Varies training images. What happens to an image depends on (seed, epoch, image) alone, so a resumed training sees the same.</summary>
internal sealed class Augmentation(AugmentationOptions options, long seed)
{
    private readonly CounterRandom random = new(seed, RandomPurposes.Augmentation);

    /// <summary>Draws the variation of an image of the training split in an epoch.</summary>
    public ImageWarp Draw(int epoch, int image) => new(
        options.Flip && random.Uniform(epoch, image, 0) < 0.5,
        random.Below((2 * options.Crop) + 1, epoch, image, 1) - options.Crop,
        random.Below((2 * options.Crop) + 1, epoch, image, 2) - options.Crop,
        options.Rotation * ((2 * random.Uniform(epoch, image, 3)) - 1));
}
