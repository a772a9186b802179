using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Searching;

namespace Experiments.Sweeps.Planning;

/// <summary>Compares a configuration with the data it names and spells out its trials. Problems are collected, never thrown.</summary>
internal sealed class Planner(SweepConfig config, DataContext data, ConfigErrors errors)
{
    private readonly HashSet<(ReducerOptions Options, int Samples, int Features, DatasetInfo? Labelled)> checkedOptions = [];

    /// <summary>Plans as much as the problems allow; the plan is good when there were none.</summary>
    public SweepPlan Plan()
    {
        IReadOnlyList<DatasetPlan> datasets = new DatasetPlanner(config, data, errors).Plan();
        CheckPicks(datasets);
        IReadOnlyList<ModelPlan> models = new ModelPlanner(config, errors).Plan(datasets);
        IReadOnlyList<LayerPlan> layers = new LayerPlanner(config, errors).Plan(models);
        IEnumerable<string> notes = datasets.SelectMany(dataset => DatasetNotes.Of(dataset, models).Select(note => $"{dataset.Name}: {note}"))
            .Distinct();
        IReadOnlyList<string> warnings = [.. notes, .. LayerPlanner.Warnings(models, layers)];
        return config.Search.IsSearch
            ? new SweepPlan(config, layers, Search(datasets, layers), warnings)
            : new SweepPlan(config, layers, Grid(layers), warnings);
    }

    /// <summary>Every combination of listed values.</summary>
    private List<Trial> Grid(IReadOnlyList<LayerPlan> layers)
    {
        List<(ReducerEntry Entry, IReadOnlyList<ReducerChoice> Choices)> reducers = ReducerPlanner.Choices(config.Reducers);
        List<Trial> trials = [];
        double count = layers.Sum(layer => reducers.Sum(pair => pair.Choices.Sum(choice => (double)Seeds(choice, layer).Count())));
        foreach (LayerPlan layer in errors.Fits(config.Place, count, "trials") ? layers : [])
        {
            foreach ((ReducerEntry entry, IReadOnlyList<ReducerChoice> choices) in reducers)
            {
                foreach (ReducerChoice choice in choices)
                {
                    Check(entry, choice.Options, layer);
                    trials.AddRange(Seeds(choice, layer).Select(seed => Trial.Of(layer, choice, seed)));
                }
            }
        }

        return [.. trials.DistinctBy(trial => trial.Id)];
    }

    /// <summary>The space and the rungs of a search; the corners of the space are checked.</summary>
    private SearchPlan Search(IReadOnlyList<DatasetPlan> datasets, IReadOnlyList<LayerPlan> layers)
    {
        SearchPlan plan = new(config.Search, new SearchSpace(config.Reducers, config.Search),
            RungPlanner.Plan(config, layers, share => Smaller(datasets, share)));
        foreach (LayerPlan layer in plan.Rungs.SelectMany(rung => rung.Layers).Distinct())
        {
            foreach (SearchBranch branch in plan.Space.Branches)
            {
                branch.Corners.ToList().ForEach(corner => Check(branch.Entry, corner, layer));
            }

            foreach (SearchPoint point in config.Search.Points)
            {
                Check(point.Options, layer, problem => (point.Place, $"points: {point.Descriptor.Kind}: {problem.Option}: {problem.Message}"));
            }
        }

        errors.Fits(config.Place, plan.MostTrials, "trials");
        return plan;
    }

    /// <summary>The layers on a share of every dataset's samples; what is wrong with them has been said of all samples.</summary>
    private IReadOnlyList<LayerPlan> Smaller(IReadOnlyList<DatasetPlan> datasets, double share)
    {
        ConfigErrors said = new();
        return new LayerPlanner(config, said).Plan(new ModelPlanner(config, said).Plan([.. datasets.Select(dataset => dataset.Smaller(share))]));
    }

    private IEnumerable<long> Seeds(ReducerChoice choice, LayerPlan layer) => choice.Seeds(config.Seeds.Reduce, layer.Dataset.Samples);

    private void CheckPicks(IReadOnlyList<DatasetPlan> datasets)
    {
        int most = datasets.Select(dataset => dataset.Samples).DefaultIfEmpty(int.MaxValue).Max();
        foreach (SamplePick pick in config.Picks.Where(pick => pick.Sample >= most))
        {
            errors.Add(pick.Place, $"samples: got '{pick.Sample}', expected 0 to {most - 1}: the sweep embeds {most} samples");
        }
    }

    private void Check(ReducerEntry entry, ReducerOptions options, LayerPlan layer)
    {
        if (!entry.Options.IsFlawed)
        {
            Check(options, layer, problem => (entry.Options.PlaceOf(problem.Option, options), $"{entry.Descriptor.Kind}: {problem.Message}"));
        }
    }

    private void Check(ReducerOptions options, LayerPlan layer, Func<OptionProblem, (ConfigPlace Place, string Text)> said)
    {
        if (!checkedOptions.Add((options, layer.Dataset.Samples, layer.Features, options.UsesLabels ? layer.Dataset.Info : null)))
        {
            return;
        }

        foreach (OptionProblem problem in options.Problems(layer.Dataset.Samples, layer.Features).Concat(LabelProblems(options, layer.Dataset.Info)))
        {
            (ConfigPlace place, string text) = said(problem);
            errors.Add(place, text);
        }
    }

    /// <summary>A reducer that learns from classes needs some, and may need several.</summary>
    private static IEnumerable<OptionProblem> LabelProblems(ReducerOptions options, DatasetInfo data) =>
        !options.UsesLabels ? []
        : data.ClassNames.Count > 0 ? options.CheckClasses(data.ClassNames.Count)
        : [new OptionProblem("kind",
            $"learns from classes, and the samples of {data.Title} have no labels; use a dataset with labels, or another reducer.")];
}
