using System.CommandLine;
using Experiments.Reports.SweepReport;

namespace Experiments.Cli.Commands;

/// <summary>The option by which a command is told the colours of a report.</summary>
internal static class PaletteOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="usual">What holds where it is left out.</param>
    public static Option<string?> Create(string usual)
    {
        Option<string?> option = new("--palette")
        {
            HelpName = "name",
            Description = $"colours of classes and reducers: {string.Join(", ", ReportRenderer.PaletteNames)} (default: {usual})",
        };
        option.AcceptAnyCase([.. ReportRenderer.PaletteNames]);
        return option;
    }
}
