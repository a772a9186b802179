using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Compares a configuration with the data it names and spells out its trials. Problems are collected, never thrown.</summary>
internal sealed class Planner(SweepConfig config, DataContext data, ConfigErrors errors)
{
    private readonly HashSet<(ReducerChoice Choice, int Samples, int Features, DatasetInfo? Labelled)> checkedChoices = [];

    /// <summary>Plans as much as the problems allow; the plan is good when there were none.</summary>
    public SweepPlan Plan()
    {
        IReadOnlyList<DatasetPlan> datasets = new DatasetPlanner(config, data, errors).Plan();
        CheckPicks(datasets);
        IReadOnlyList<ModelPlan> models = new ModelPlanner(config, errors).Plan(datasets);
        IReadOnlyList<LayerPlan> layers = new LayerPlanner(config, errors).Plan(models);
        List<(ReducerEntry Entry, IReadOnlyList<ReducerChoice> Choices)> reducers = ReducerPlanner.Choices(config.Reducers);
        List<Trial> trials = [];
        double count = layers.Count * reducers.Sum(pair => (double)pair.Choices.Count * Seeds(pair.Entry).Count());
        foreach (LayerPlan layer in errors.Fits(config.Place, count, "trials") ? layers : [])
        {
            foreach ((ReducerEntry entry, IReadOnlyList<ReducerChoice> choices) in reducers)
            {
                foreach (ReducerChoice choice in choices)
                {
                    Check(entry, choice, layer);
                    trials.AddRange(Seeds(entry).Select(seed => Trial(layer, choice, seed)));
                }
            }
        }

        return new SweepPlan(config, layers, [.. trials.DistinctBy(trial => trial.Id)], LayerPlanner.Warnings(models, layers));
    }

    /// <summary>A reducer without randomness needs one seed only.</summary>
    private IEnumerable<long> Seeds(ReducerEntry entry) => config.Seeds.Reduce.Take(entry.Descriptor.UsesSeed ? int.MaxValue : 1);

    private static Trial Trial(LayerPlan layer, ReducerChoice choice, long seed) => new()
    {
        Id = StageKeys.Trial(layer, choice, seed),
        Layer = layer,
        Reducer = choice,
        Seed = seed,
    };

    private void CheckPicks(IReadOnlyList<DatasetPlan> datasets)
    {
        int most = datasets.Select(dataset => dataset.Samples).DefaultIfEmpty(int.MaxValue).Max();
        foreach (SamplePick pick in config.Picks.Where(pick => pick.Sample >= most))
        {
            errors.Add(pick.Place, $"samples: got '{pick.Sample}', expected 0 to {most - 1}: the sweep embeds {most} samples");
        }
    }

    private void Check(ReducerEntry entry, ReducerChoice choice, LayerPlan layer)
    {
        if (!entry.Options.IsFlawed && checkedChoices.Add((choice, layer.Dataset.Samples, layer.Features, choice.Options.UsesLabels ? layer.Dataset.Info : null)))
        {
            foreach (OptionProblem problem in choice.Options.Check(layer.Dataset.Samples, layer.Features).Concat(LabelProblems(choice.Options, layer.Dataset.Info)))
            {
                errors.Add(entry.Options.PlaceOf(problem.Option, choice.Options), $"{choice.Descriptor.Kind}: {problem.Message}");
            }
        }
    }

    /// <summary>A reducer that learns from classes needs some, and may need several.</summary>
    private static IEnumerable<OptionProblem> LabelProblems(ReducerOptions options, DatasetInfo data) =>
        !options.UsesLabels ? []
        : data.ClassNames.Count > 0 ? options.CheckClasses(data.ClassNames.Count)
        : [new OptionProblem("kind", $"learns from classes, and the samples of {data.Title} have no labels; use a dataset with labels, or another reducer.")];
}
