using System.CommandLine;

namespace Experiments.Cli.Commands;

/// <summary>The options by which a command is told whether and where to write the report that can be touched, and of how many samples.</summary>
/// <param name="usual">Where it is written by default.</param>
internal sealed class ViewerArguments(string usual)
{
    private readonly Option<string?> file = new("--html")
    {
        HelpName = "file",
        Description = $"where the report that can be touched is written (default: {usual})",
    };
    private readonly Option<bool> none = new("--no-html") { Description = "write no report that can be touched" };
    private readonly Option<int?> points = new("--html-points")
    {
        HelpName = "n",
        Description = "samples of a dataset that it shows at most (default: as the sweep was configured, or as keep it below 25 MB)",
        CustomParser = result => NumberOptions.AtLeastOne("--html-points", result),
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(none);
        command.Add(points);
        command.Validators.Add(result =>
        {
            if (result.GetResult(none) is not null && (result.GetResult(file) ?? result.GetResult(points)) is not null)
            {
                result.AddError("--no-html: goes with neither --html nor --html-points");
            }
        });
    }

    /// <summary>The file that is asked for by name; null for none.</summary>
    public string? File(ParseResult parsed) => parsed.GetValue(file);

    /// <summary>Whether none is wanted.</summary>
    public bool AreOff(ParseResult parsed) => parsed.GetValue(none);

    /// <summary>The samples to show; null where nobody says.</summary>
    public int? Points(ParseResult parsed) => parsed.GetValue(points);
}
