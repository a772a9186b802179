using Experiments.Data;
using Experiments.Data.Images;
using Experiments.Reduction;
using Experiments.Results.Records;

namespace Experiments.Results.Inspection;

/// <summary>One input seen through a finished sweep: what its models make of it, and where it lies in the pictures.</summary>
/// <param name="Sweep">The sweep's name.</param>
/// <param name="Sample">Place of the input among the first dataset's samples, from 0; null for an input from a file.</param>
/// <param name="ImageFile">The file of the image; null for another input.</param>
/// <param name="Datasets">Every dataset that has such an input.</param>
public sealed record Explanation(string Sweep, int? Sample, string? ImageFile, IReadOnlyList<ExplainedDataset> Datasets)
{
    /// <summary>The name of a row from a file, "new.csv, row 3"; null for another input.</summary>
    public string? Row { get; init; }

    /// <summary>The new text; null for another input.</summary>
    public string? Text { get; init; }
}

/// <summary>An input as one of a dataset's samples, or as if it were one.</summary>
public sealed record ExplainedDataset
{
    /// <summary>The dataset that has the input.</summary>
    public required DatasetResult Dataset { get; init; }

    /// <summary>Place of the input among its samples, from 0; null for an input from a file.</summary>
    public int? Sample { get; init; }

    /// <summary>The names of its samples where they come from; null where they have none.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Index of its true class; null where nobody knows.</summary>
    public int? TrueClass { get; init; }

    /// <summary>The input as an image; null for plain features.</summary>
    public ExplainedImage? Image { get; init; }

    /// <summary>The input as a row of numbers beside those of the samples; null for a plain image.</summary>
    public ExplainedTable? Table { get; init; }

    /// <summary>The input as a text; null where samples are none.</summary>
    public string? Text { get; init; }

    /// <summary>The texts that the samples are; null where they are none.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary>Each model on this dataset.</summary>
    public required IReadOnlyList<ExplainedModel> Models { get; init; }

    /// <summary>Each reduced layer, in the sweep's order.</summary>
    public required IReadOnlyList<ExplainedLayer> Layers { get; init; }
}

/// <summary>An image as the models see it, beside the file it came from.</summary>
/// <param name="Shape">The shape of the image.</param>
/// <param name="Pixels">The pixels of the image, row by row, channels interleaved.</param>
public sealed record ExplainedImage(ImageShape Shape, byte[] Pixels)
{
    /// <summary>The file behind it, where that looks different.</summary>
    public FittedImage? Original { get; init; }

    /// <summary>True when the file's light and dark were exchanged.</summary>
    public bool Inverted { get; init; }

    /// <summary>True when the image's border is light where that of the dataset's images is dark, or the other way round.</summary>
    public bool LooksInverted { get; init; }
}

/// <summary>The answer of a model to the input, with its maps and vector; a part that the model cannot give is null.</summary>
public sealed record ExplainedModel
{
    /// <summary>The model that was asked.</summary>
    public required ModelResult Model { get; init; }

    /// <summary>The prediction of the model; null for a model that was not trained to give one.</summary>
    public Prediction? Prediction { get; init; }

    /// <summary>Activations over space; null without such a layer.</summary>
    public FeatureMaps? Maps { get; init; }

    /// <summary>The vector that its answer is read from; null without layers.</summary>
    public UnitVector? Vector { get; init; }
}

/// <summary>Probabilities of the classes.</summary>
/// <param name="Probabilities">One a class, in the order of the class names.</param>
public sealed record Prediction(IReadOnlyList<double> Probabilities)
{
    /// <summary>The most probable class, the first of equals.</summary>
    public int Class => Enumerable.Range(0, Probabilities.Count).MaxBy(c => Probabilities[c]);

    /// <summary>Softmax of a classifier's last layer.</summary>
    public static Prediction Of(ReadOnlySpan<float> logits)
    {
        double[] shares = Array.ConvertAll(logits.ToArray(), logit => (double)logit);
        double largest = shares.Max();
        shares = Array.ConvertAll(shares, logit => Math.Exp(logit - largest));
        double sum = shares.Sum();
        return new Prediction(Array.ConvertAll(shares, share => share / sum));
    }
}

/// <summary>A layer's activations over space, one map a channel.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Convolution">The convolution it is the nonlinearity of; null when it is no such thing.</param>
/// <param name="Channels">The number of maps.</param>
/// <param name="Height">Rows of a map.</param>
/// <param name="Width">Columns of a map.</param>
/// <param name="Values">Map after map, each row by row.</param>
public sealed record FeatureMaps(string Layer, string? Convolution, int Channels, int Height, int Width, float[] Values)
{
    /// <summary>Returns the map of one channel, row by row.</summary>
    public ReadOnlySpan<float> Map(int channel) => Values.AsSpan(channel * Height * Width, Height * Width);
}

/// <summary>A layer's activations as a vector, beside the mean of the samples it is to be compared with.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="IsPenultimate">True when the model's answer is read from it.</param>
/// <param name="Values">One value a unit.</param>
public sealed record UnitVector(string Layer, bool IsPenultimate, float[] Values)
{
    /// <summary>Mean over the sweep's samples of <see cref="MeanClass"/>; null without any.</summary>
    public float[]? Mean { get; init; }

    /// <summary>The predicted class, else the true one; null when the mean is over all samples.</summary>
    public int? MeanClass { get; init; }

    /// <summary>Samples in the mean.</summary>
    public int MeanCount { get; init; }
}

/// <summary>The input among the samples of a reduced layer.</summary>
public sealed record ExplainedLayer
{
    /// <summary>The layer that the pictures are of.</summary>
    public required LayerResult Layer { get; init; }

    /// <summary>The samples nearest to the input in the layer, by Euclidean distance, the input itself left out.</summary>
    public required NearSamples Nearest { get; init; }

    /// <summary>The place of the input in each picture of the layer.</summary>
    public required IReadOnlyList<PlacedInput> Places { get; init; }

    /// <summary>Pictures of the layer that cannot take new samples.</summary>
    public IReadOnlyList<TrialResult> Closed { get; init; } = [];
}

/// <summary>The input in a picture.</summary>
/// <param name="Trial">The trial that made the picture.</param>
/// <param name="Coordinates">The place of the input: stored for a sample, found by the fitted reducer for a new image.</param>
/// <param name="Nearest">The samples nearest to the input in the picture, by Euclidean distance, the input itself left out.</param>
public sealed record PlacedInput(TrialResult Trial, float[] Coordinates, NearSamples Nearest);

/// <summary>Samples near the input, nearest first.</summary>
/// <param name="Indices">The rows of the samples, nearest first.</param>
/// <param name="Distances">The distance of each sample.</param>
public sealed record NearSamples(IReadOnlyList<int> Indices, IReadOnlyList<float> Distances)
{
    /// <summary>Finds the samples nearest to <paramref name="own"/>; a sample is no neighbour of itself, but its duplicates are.</summary>
    /// <param name="samples">The samples among which to look.</param>
    /// <param name="own">The input among them.</param>
    /// <param name="self">The row of the input among the samples; null for none.</param>
    /// <param name="count">The number of neighbours at most.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public static NearSamples Find(Matrix samples, ReadOnlySpan<float> own, int? self, int count, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(samples);
        count = Math.Min(count, samples.Rows - (self is null ? 0 : 1));
        NeighborGraph graph = NearestNeighbors.QueryNearest(
            samples, new Matrix(own.ToArray(), 1, samples.Columns), Math.Min(count + 1, samples.Rows), context);
        int[] near = [.. Enumerable.Range(0, graph.K).Where(j => graph.Indices[j] != (self ?? -1)).Take(count)];
        return new NearSamples([.. near.Select(j => graph.Indices[j])], [.. near.Select(j => graph.Distances[j])]);
    }

    /// <summary>Counts the samples that are among <paramref name="others"/> too.</summary>
    public int Shared(NearSamples others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return Indices.Intersect(others.Indices).Count();
    }
}
