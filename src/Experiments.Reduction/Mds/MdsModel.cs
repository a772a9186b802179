using Experiments.Reduction.Landmarks;
using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Mds;

/// <summary>Scaled landmarks; any sample, a landmark too, is placed by its distances to them.</summary>
internal sealed class MdsModel : IFittedReducer
{
    private const int BlockRows = 32;

    private readonly MdsOptions options;
    private readonly Matrix landmarks;
    private readonly LandmarkScaling scaling;
    private readonly Matrix places;

    private MdsModel(MdsOptions options, Matrix landmarks, LandmarkScaling scaling, Matrix places, Dictionary<string, double> diagnostics)
    {
        this.options = options;
        this.landmarks = landmarks;
        this.scaling = scaling;
        this.places = places;
        Diagnostics = diagnostics;
    }

    /// <summary>Numbers that tell how well the landmarks' distances are kept.</summary>
    public IReadOnlyDictionary<string, double> Diagnostics { get; }

    /// <inheritdoc/>
    public ModelParts Parts => scaling.AddTo(new ModelParts().Add("landmarks", landmarks).Add("places", places));

    /// <summary>The model with such parts.</summary>
    public static MdsModel From(ModelParts parts, int features, MdsOptions options)
    {
        Matrix landmarks = parts.Matrix("landmarks", columns: features);
        LandmarkScaling scaling = LandmarkScaling.From(parts, landmarks.Rows, options.NComponents);
        return new MdsModel(options, landmarks, scaling, parts.Matrix("places", landmarks.Rows, options.NComponents), []);
    }

    /// <summary>Scales the landmarks, between which all distances count.</summary>
    public static MdsModel Fit(Matrix landmarks, MdsOptions options, ReductionContext context)
    {
        Matrix distances = LandmarkSamples.Distances(landmarks, landmarks, options.Metric, context);
        double[] squares = Array.ConvertAll(distances.Values.ToArray(), distance => (double)distance * distance);
        LandmarkScaling scaling = LandmarkScaling.Fit(squares, landmarks.Rows, options.NComponents, context);
        Matrix places = new(landmarks.Rows, options.NComponents);
        for (int l = 0; l < landmarks.Rows; l++)
        {
            scaling.Place(squares.AsSpan(l * landmarks.Rows, landmarks.Rows), places.Row(l));
        }

        Dictionary<string, double> diagnostics = new() { ["landmarks"] = landmarks.Rows };
        if (options.Method == MdsMethod.Metric)
        {
            (double stress, int steps) = Majorization.Run(distances, places, options, context);
            diagnostics["stress_1"] = stress;
            diagnostics["n_iter"] = steps;
        }
        else
        {
            diagnostics["strain_share"] = scaling.PositiveSum > 0 ? scaling.Values.Where(value => value > 0).Sum() / scaling.PositiveSum : 0;
        }

        return new MdsModel(options, landmarks, scaling, places, diagnostics);
    }

    /// <inheritdoc/>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        SampleChecks.RequireFinite(samples, "new samples");
        SampleChecks.RequireColumns(samples, landmarks.Columns);
        Matrix placed = new(samples.Rows, options.NComponents);
        RowBlocks.For(samples.Rows, BlockRows, context, (_, start, end) =>
        {
            float[] distances = new float[landmarks.Rows];
            double[] squares = new double[landmarks.Rows];
            for (int i = start; i < end; i++)
            {
                for (int l = 0; l < distances.Length; l++)
                {
                    distances[l] = (float)PairDistance.Of(samples.Row(i), landmarks.Row(l), options.Metric);
                    squares[l] = (double)distances[l] * distances[l];
                }

                PlaceOne(distances, squares, placed.Row(i));
            }
        });
        return FinitePicture.Require(placed, samples, options);
    }

    /// <summary>A sample that is a landmark stands where the landmark does; metric scaling settles any other from its classical place.</summary>
    private void PlaceOne(float[] distances, double[] squares, Span<float> place)
    {
        scaling.Place(squares, place);
        if (options.Method == MdsMethod.Classical)
        {
            return;
        }

        int same = Array.IndexOf(distances, 0f);
        if (same >= 0)
        {
            places.Row(same).CopyTo(place);
        }
        else
        {
            Majorization.Place(distances, places, place, options);
        }
    }
}
