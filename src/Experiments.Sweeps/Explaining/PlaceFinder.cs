using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Explaining;

/// <summary>Finds one input's place in a layer and in its pictures. Pictures are not fitted again where their reducer can do without.</summary>
/// <param name="paths">The sweep's folder.</param>
/// <param name="reducers">The reducers that the sweep may have used.</param>
/// <param name="known">The row of the input among the samples; null for a new one.</param>
/// <param name="neighbors">The number of near samples to name.</param>
/// <param name="context">The circumstances of the run.</param>
internal sealed class PlaceFinder(SweepPaths paths, ReducerRegistry reducers, int? known, int neighbors, StageContext context)
{
    /// <summary>Finds the input in one layer, and in these trials' pictures of it.</summary>
    /// <param name="layer">The layer in the results.</param>
    /// <param name="samples">The samples in that layer, with their labels.</param>
    /// <param name="own">The input in that layer, one row.</param>
    /// <param name="trials">The trials on that layer.</param>
    public ExplainedLayer Find(LayerResult layer, ReductionInput samples, Matrix own, IReadOnlyList<TrialResult> trials)
    {
        List<PlacedInput> places = [];
        List<TrialResult> closed = [];
        foreach (TrialResult trial in trials)
        {
            Matrix picture = StoredPicture.Read(paths, trial, samples.Samples.Rows);
            if (Place(trial, samples, own, picture) is { } place)
            {
                places.Add(new PlacedInput(trial, place.Row(0).ToArray(), Near(picture, place)));
            }
            else
            {
                closed.Add(trial);
            }
        }

        return new ExplainedLayer { Layer = layer, Nearest = Near(samples.Samples, own), Places = places, Closed = closed };
    }

    private Matrix? Place(TrialResult trial, ReductionInput samples, Matrix own, Matrix picture)
    {
        if (known is { } sample)
        {
            return new Matrix(picture.Row(sample).ToArray(), 1, picture.Columns);
        }

        ReductionContext fit = Contexts.Reduction(context, trial.Seed);
        ReducerDescriptor reducer = reducers.Find(trial.Reducer)
            ?? throw new SweepException($"'{paths.Root}' used the reducer '{trial.Reducer}', which this program does not have.");
        ReducerOptions options = StoredOptions.Read(reducer, trial.Parameters);
        ReductionInput seen = samples.SeenBy(options);
        return reducer.Create(options).Restore(seen, picture, fit)?.Transform(own.About(seen.Samples.Origin), fit);
    }

    private NearSamples Near(Matrix samples, Matrix own) =>
        NearSamples.Find(samples, own.Row(0), known, neighbors, Contexts.Reduction(context));
}
