using Experiments.Cli;
using Experiments.Reduction;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Fuzz;

/// <summary>The reader of saved fitted reducers, with one of every kind.</summary>
internal static class FittedReaders
{
    private const int Rows = 24;
    private const int Features = 4;

    public static IReadOnlyList<FuzzReader> All { get; } =
    [
        new("fitted", [.. Catalog.Reducers.All.Select(Seed)], Read) { Edit = FormatEdits.Fitted },
    ];

    private static FuzzSeed Seed(ReducerDescriptor reducer) =>
        FuzzSeed.Of($"{reducer.Kind}.model", folder => Save(reducer, folder)) with { Prepare = null };

    private static void Save(ReducerDescriptor reducer, string folder)
    {
        Matrix samples = TestSamples.Groups(Rows, Features, 3);
        ReducerOptions options = Quick(reducer);
        int[]? labels = options.UsesLabels ? [.. Enumerable.Range(0, Rows).Select(i => i % 3)] : null;
        ReductionResult result = reducer.Create(options).Fit(new ReductionInput(samples) { Labels = labels }, new ReductionContext());
        FittedModel.Of(options, 0, samples, result, Catalog.Reducers).Save(Path.Combine(folder, $"{reducer.Kind}.model"));
    }

    /// <summary>Neighbourhoods that so few samples have.</summary>
    private static ReducerOptions Quick(ReducerDescriptor reducer)
    {
        Dictionary<string, object?> values = [];
        foreach (OptionInfo option in OptionSchema.Of(reducer.OptionsType))
        {
            values[option.Name] = option.Name switch
            {
                "perplexity" => 4.0,
                "n_neighbors" when option.Type == typeof(int) => 5,
                "n_iter" or "epochs" when option.Type == typeof(int) => 30,
                _ => option.Default,
            };
        }

        return (ReducerOptions)OptionSchema.Create(reducer.OptionsType, values);
    }

    private static void Read(string path)
    {
        FittedModel model = FittedModel.Load(path, Catalog.Reducers);
        Assert.Equal(model.Options.NComponents, model.Embedding.Columns);
        Assert.All(model.Embedding.Values.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.InRange(model.Features, 1, int.MaxValue);
    }
}
