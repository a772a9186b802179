using Experiments.Reduction;
using Experiments.Sweeps;

namespace Experiments.Cli;

/// <summary>Reads a reducer and its settings off the command line, reporting every mistake at once.</summary>
internal static class ReducerArguments
{
    /// <summary>The reducer and its settings.</summary>
    /// <exception cref="SweepException">The reducer or a setting is unknown, or a value does not fit; one line each.</exception>
    public static (ReducerDescriptor Descriptor, ReducerOptions Options) Parse(string kind, IReadOnlyList<string> settings)
    {
        ReducerRegistry registry = Catalog.Reducers;
        ReducerDescriptor descriptor = registry.Find(kind) ?? throw new SweepException(
            $"--reducer: unknown reducer '{kind}'{Spelling.Suggest(kind, registry.All.Select(r => r.Kind))}; there are {string.Join(", ", registry.All.Select(r => r.Kind))}");
        ReducerOptions options = (ReducerOptions)SettingArguments.Bind(descriptor.OptionsType, settings);
        return (descriptor, options);
    }

    /// <summary>Refuses settings that are impossible for such data.</summary>
    /// <exception cref="SweepException">One line a problem.</exception>
    public static void Check(ReducerOptions options, int n, int d)
    {
        string[] problems = [.. options.Check(n, d).Select(problem => $"{problem.Option}: {problem.Message}")];
        if (problems.Length > 0)
        {
            throw new SweepException(string.Join('\n', problems));
        }
    }
}
