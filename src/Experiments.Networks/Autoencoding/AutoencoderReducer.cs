using System.Diagnostics;
using Experiments.Networks.Torch;
using Experiments.Reduction;

namespace Experiments.Networks.Autoencoding;

/// <summary>
/// The autoencoder (Hinton and Salakhutdinov 2006, "Reducing the dimensionality of data with neural networks", Science 313): a network that learns to
/// give its samples back through a narrow middle, whose values are the picture. Features are standardised; all layers are trained at once, by Adam
/// from Glorot's start, where the paper had to train them one by one first.
/// </summary>
internal sealed class AutoencoderReducer(AutoencoderOptions options) : IReducer
{
    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        Matrix samples = input.Samples;
        SampleChecks.RequireFinite(samples);
        int[] hidden = options.Widths() ?? throw new ReductionException(options.Check(samples.Rows, samples.Columns).First().Message);
        context.Cancellation.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        int[] widths = [samples.Columns, .. hidden, options.NComponents, .. hidden.Reverse(), samples.Columns];
        Standardisation scale = Standardisation.Of(samples);
        DenseWeights[] layers = new AutoencoderTraining(options, widths, context).Run(scale.Apply(samples));
        DenseChain encoder = new(layers[..(layers.Length / 2)], options.Activation);
        DenseChain decoder = new(layers[(layers.Length / 2)..], options.Activation);
        AutoencoderModel model = new(scale, encoder, options);
        Matrix embedding = model.Transform(samples, context);
        double error = model.Error(samples, decoder, context);
        return new ReductionResult(embedding)
        {
            Diagnostics = new Dictionary<string, double>
            {
                ["reconstruction_error"] = error,
                ["explained_variance_ratio_total"] = scale.Varying > 0 ? 1 - (error * samples.Columns / scale.Varying) : 0,
            },
            Seconds = new Dictionary<string, double> { ["neighbors"] = 0, ["fit"] = Stopwatch.GetElapsedTime(start).TotalSeconds },
            Fitted = model,
        };
    }
}

/// <summary>The encoder of a trained autoencoder.</summary>
internal sealed class AutoencoderModel(Standardisation scale, DenseChain encoder, AutoencoderOptions options) : IFittedReducer
{
    /// <inheritdoc/>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(samples);
        SampleChecks.RequireFinite(samples, "new samples");
        SampleChecks.RequireColumns(samples, scale.Features);
        Matrix placed = new(samples.Rows, options.NComponents);
        ForRows(samples.Rows, context, i => encoder.Apply(scale.Apply(samples.Row(i))).CopyTo(placed.Row(i)));
        return FinitePicture.Require(placed, samples, options);
    }

    /// <summary>Mean squared error of standardised features that went through the whole network.</summary>
    public double Error(Matrix samples, DenseChain decoder, ReductionContext context)
    {
        double[] errors = new double[samples.Rows];
        ForRows(samples.Rows, context, i =>
        {
            float[] row = scale.Apply(samples.Row(i));
            float[] back = decoder.Apply(encoder.Apply(row));
            for (int f = 0; f < row.Length; f++)
            {
                errors[i] += (double)(row[f] - back[f]) * (row[f] - back[f]);
            }
        });
        return errors.Sum() / samples.Rows / samples.Columns;
    }

    private static void ForRows(int count, ReductionContext context, Action<int> body) => Parallel.For(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.Threads), CancellationToken = context.Cancellation }, body);
}
