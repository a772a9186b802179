using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Yaml;

namespace Experiments.Cli.Commands;

/// <summary>Reads a reducer and its settings off the command line, reporting every mistake at once.</summary>
internal static class ReducerArguments
{
    /// <summary>The reducer and its settings.</summary>
    /// <exception cref="SweepException">The reducer or a setting is unknown, or a value does not fit; one line each.</exception>
    public static (ReducerDescriptor Descriptor, ReducerOptions Options) Parse(string kind, IReadOnlyList<string> settings)
    {
        ReducerRegistry registry = Catalog.Reducers;
        ReducerDescriptor descriptor = registry.Find(kind) ?? throw new SweepException(
            $"--reducer: unknown reducer '{kind}'{Spelling.Suggest(kind, registry.All.Select(r => r.Kind))}; there are "
            + $"{string.Join(", ", registry.All.Select(r => r.Kind))}");
        ReducerOptions options = (ReducerOptions)SettingArguments.Bind(descriptor.OptionsType, settings);
        return (descriptor, options);
    }

    /// <summary>Refuses labels that a reducer would not look at, and their absence where it would.</summary>
    /// <exception cref="SweepException">Labels are missing, or of no use; the message is one line.</exception>
    public static void CheckLabels(ReducerDescriptor descriptor, ReducerOptions options, string? file)
    {
        if (file is not null && !options.UsesLabels)
        {
            string others = string.Join(", ", Catalog.Reducers.All.Where(reducer => reducer.UsesLabels).Select(reducer => reducer.Kind));
            throw new SweepException(
                $"--labels: {descriptor.Title} never sees labels; leave them out, or use a reducer that learns from them ({others})");
        }

        if (file is null && options.UsesLabels)
        {
            throw new SweepException($"--labels: {descriptor.Title} learns from classes; give a file with one a sample");
        }
    }

    /// <summary>Refuses settings that are impossible for the data.</summary>
    /// <exception cref="SweepException">A setting is impossible; the message has one line a problem.</exception>
    public static void Check(IEnumerable<OptionProblem> found)
    {
        string[] problems = [.. found.Select(problem => $"{problem.Option}: {problem.Message}")];
        if (problems.Length > 0)
        {
            throw new SweepException(string.Join('\n', problems));
        }
    }
}
