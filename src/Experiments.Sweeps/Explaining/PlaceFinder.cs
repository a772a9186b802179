using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Finds one input's place in a layer and in its pictures. Pictures are not fitted again where their reducer can do without.</summary>
/// <param name="paths">The sweep's folder.</param>
/// <param name="reducers">The reducers it may have used.</param>
/// <param name="input">Which input, and how many near samples to name.</param>
/// <param name="context">How to run.</param>
internal sealed class PlaceFinder(SweepPaths paths, ReducerRegistry reducers, ExplanationRequest input, StageContext context)
{
    /// <summary>Finds it in one layer and these trials' pictures of it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="activations">The samples in it.</param>
    /// <param name="own">The input in it, one row.</param>
    /// <param name="trials">Trials on it.</param>
    public ExplainedLayer Find(LayerResult layer, Matrix activations, Matrix own, IReadOnlyList<TrialResult> trials)
    {
        List<PlacedInput> places = [];
        List<TrialResult> closed = [];
        foreach (TrialResult trial in trials)
        {
            Matrix picture = StoredPicture.Read(paths, trial, activations.Rows);
            if (Place(trial, activations, own, picture) is { } place)
            {
                places.Add(new PlacedInput(trial, place.Row(0).ToArray(), Near(picture, place)));
            }
            else
            {
                closed.Add(trial);
            }
        }

        return new ExplainedLayer { Layer = layer, Nearest = Near(activations, own), Places = places, Closed = closed };
    }

    private Matrix? Place(TrialResult trial, Matrix activations, Matrix own, Matrix picture)
    {
        if (input.Sample is { } sample)
        {
            return new Matrix(picture.Row(sample).ToArray(), 1, picture.Columns);
        }

        ReductionContext fit = Contexts.Reduction(context, trial.Seed);
        ReducerDescriptor reducer = reducers.Find(trial.Reducer)
            ?? throw new SweepException($"'{paths.Root}' used the reducer '{trial.Reducer}', which this program does not have.");
        return reducer.Create(StoredOptions.Read(reducer, trial.Parameters)).Restore(activations, picture, fit)?.Transform(own, fit);
    }

    private NearSamples Near(Matrix samples, Matrix own) =>
        NearSamples.Find(samples, own.Row(0), input.Sample, input.Neighbors, Contexts.Reduction(context));
}
