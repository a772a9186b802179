using Experiments.Data;
using Experiments.Onnx.Configuration;
using Experiments.Results;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Experiments.Onnx.Running;

/// <summary>
/// Compares what a model takes with what a dataset has. Nothing is guessed: what does not fit is refused with the setting that would mend it.
/// </summary>
internal static class InputFit
{
    /// <summary>Returns the feed that turns such samples into the model's input.</summary>
    /// <exception cref="SweepException">The samples do not fit the model's input.</exception>
    public static ISampleFeed Fit(ModelInput input, SampleShape samples, Preprocessing preprocessing)
    {
        bool isTable = samples.Image is null
            || (input.Dimensions.Count == 2 && samples.Features != samples.Image.Size && input.Dimensions[1] == samples.Features);
        return isTable ? Table(input, samples.Features, preprocessing) : Images(input, samples.Image!, preprocessing);
    }

    private static TableFeed Table(ModelInput input, int features, Preprocessing preprocessing)
    {
        if (!preprocessing.IsDefault)
        {
            throw new SweepException("preprocessing is for images, and the dataset's plain features are fed as they are; leave it out");
        }

        if (input.Type == TensorElementType.UInt8)
        {
            throw new SweepException($"the input '{input.Name}' takes uint8, which the dataset's plain features are not");
        }

        return input.Dimensions.Count == 2 && (input.Dimensions[1] ?? features) == features
            ? new TableFeed(features)
            : throw new SweepException($"the input '{input.Name}' is {input.Shape}, the dataset has plain features, batch x {features}");
    }

    private static ImageFeed Images(ModelInput input, ImageShape image, Preprocessing preprocessing)
    {
        int channels = preprocessing.ChannelCount(image.Channels);
        CheckChannels(preprocessing, channels);
        (int height, int width) = preprocessing.Size ?? (image.Height, image.Width);
        int[] full = preprocessing.Layout == Layout.Nchw ? [channels, height, width] : [height, width, channels];
        int[]? dimensions = input.Dimensions.Count switch
        {
            4 => full,
            3 when channels == 1 => [height, width],
            2 => [channels * height * width],
            _ => null,
        };
        if (dimensions is null)
        {
            throw new SweepException($"the input '{input.Name}' is {input.Shape}, which is no batch of images of {channels} x {height} x {width}");
        }

        return Fits(input, dimensions)
            ? new ImageFeed(input.Type == TensorElementType.UInt8 ? AsBytes(input, preprocessing) : preprocessing, image, dimensions)
            : throw new SweepException(Mismatch(input, dimensions, preprocessing, channels));
    }

    private static Preprocessing AsBytes(ModelInput input, Preprocessing preprocessing) => preprocessing.IsScaled
        ? throw new SweepException(
            $"the input '{input.Name}' takes uint8, so that images are fed as they are; leave preprocessing's scale, mean and std out")
        : preprocessing with { Scale = new Factor("1", 1) };

    private static void CheckChannels(Preprocessing preprocessing, int channels)
    {
        foreach ((string name, int count) in new[] { ("mean", preprocessing.Mean.Count), ("std", preprocessing.Std.Count) })
        {
            if (count != 1 && count != channels)
            {
                throw new SweepException(
                    $"preprocessing.{name} has {count} values, the model is fed {channels} channel{(channels == 1 ? string.Empty : "s")}; give one, "
                    + $"or one a channel");
            }
        }
    }

    private static bool Fits(ModelInput input, int[] dimensions) =>
        dimensions.Index().All(pair => input.Dimensions[pair.Index + 1] is not { } declared || declared == pair.Item);

    private static string Mismatch(ModelInput input, int[] dimensions, Preprocessing preprocessing, int channels)
    {
        string problem = $"the input '{input.Name}' is {input.Shape}, the images as preprocessed are batch x {string.Join(" x ", dimensions)}";
        if (dimensions.Length != 3)
        {
            return $"{problem}; set preprocessing.size";
        }

        bool isFirst = preprocessing.Layout == Layout.Nchw;
        int? declared = input.Dimensions[isFirst ? 1 : 3];
        if (declared is not null && declared != channels && input.Dimensions[isFirst ? 3 : 1] is { } other
            && (other == channels || (declared > 3 && other is 1 or 3)))
        {
            return $"{problem}; set preprocessing.layout to {(isFirst ? "nhwc" : "nchw")}";
        }

        if (declared is not null && declared != channels)
        {
            return declared is 1 or 3 ? $"{problem}; set preprocessing.channels to {(declared == 1 ? "grey" : "rgb or bgr")}" : problem;
        }

        IEnumerable<int?> sides = input.Dimensions.Skip(isFirst ? 2 : 1).Take(2);
        return $"{problem}; resize them with preprocessing.size: "
            + $"[{string.Join(", ", sides.Index().Select(side => side.Item ?? dimensions[side.Index + (isFirst ? 1 : 0)]))}]";
    }
}
