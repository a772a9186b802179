using Experiments.Reduction;
using Experiments.Sweeps.Options;
using Experiments.Sweeps.Planning;

namespace Experiments.Cli.Commands;

/// <summary>The text of <c>embed --help</c> about the reducers and their settings.</summary>
internal static class ReducerHelp
{
    /// <summary>The reducers with the names of their settings.</summary>
    public static string Reducers() => "Reducers and their settings (--reducer NAME --help tells what each means):\n" + TextColumns.Write(
        Catalog.Reducers.All.Select(reducer =>
            (string[])[reducer.Kind, string.Join(", ", OptionSchema.Of(reducer.OptionsType).Select(option => option.Name))]),
        indent: 2, HelpText.Width);

    /// <summary>One reducer's settings with default, meaning and range.</summary>
    public static string Settings(ReducerDescriptor reducer) =>
        $"Settings of {reducer.Title} ({reducer.Reference}), each with its default, for --set "
        + $"NAME=VALUE{(reducer.UsesLabels ? "; it learns from the classes in --labels" : string.Empty)}:\n"
        + TextColumns.Write(OptionSchema.Of(reducer.OptionsType).Select(Row), indent: 2, HelpText.Width);

    private static string[] Row(OptionInfo option)
    {
        DefaultSetting setting = SchemaDefaults.Setting(option.Name, OptionFragments.Property(option));
        return [setting.Name, setting.Value, $"{setting.Meaning}: {OptionSchema.Expectation(option)}"];
    }
}
