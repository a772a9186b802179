using System.CommandLine;
using System.Globalization;
using Experiments.Cli.Completion;
using Experiments.Cli.Display;
using Experiments.Reports;
using Experiments.Reports.SweepReport;
using Experiments.Results.Folder;
using Experiments.Viewer;

namespace Experiments.Cli.Commands;

/// <summary><c>report</c>: prints a finished sweep again, recomputing nothing.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Folder = new("dir") { Description = "a sweep's output folder (reports/<name>)" };
    private static readonly Option<string?> Pages = new("--pages")
    {
        HelpName = "titles",
        CompletionSources = { KnownValues.Pages },
        Description = "page titles to print, separated by commas, dashes for spaces (default: all that apply)",
    };

    private static readonly Option<string?> Paper = new("--paper") { Description = "a4 or letter (default: as the sweep was configured)" };
    private static readonly Option<string?> Detail = new("--detail")
    {
        Description = "brief, standard or full: how much is printed (default: as the sweep was configured)",
    };

    private static readonly Option<string?> Palette = PaletteOption.Create("as the sweep was configured");
    private static readonly Option<string?> Output = new("--output") { Description = "where the PDF is written (default: DIR/report.pdf)" };

    private static readonly FigureArguments Figures = new();

    private static readonly ViewerArguments Viewer = new("DIR/report.html, none with --output");

    public static Command Create()
    {
        Paper.AcceptAnyCase("a4", "letter");
        Detail.AcceptAnyCase("brief", "standard", "full");
        NotedCommand command = new("report", "Print a finished sweep again from its stored results.", () => $"""
            Pages: {string.Join(", ", ReportRenderer.PageTitles)}.
            A page that is asked for by its title is printed in full: of all layers, with every picture and sample that it has.

            Examples:
              experiments report reports/mnist --detail full
              experiments report reports/mnist --pages atlas,scree --output atlas.pdf
              experiments report reports/mnist --figures reports/mnist/figures --figures-format svg
              experiments report reports/mnist --palette grey --output for-print.pdf
            """)
        { Folder, Detail, Pages, Paper, Palette, Output };
        Figures.AddTo(command);
        Viewer.AddTo(command);
        command.SetAction((parsed, _) => Task.FromResult(Faults.Guard(() => Run(parsed))));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string[]? pages = parsed.GetValue(Pages)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        ReportRequest request = new()
        {
            Detail = parsed.GetValue(Detail),
            Pages = pages,
            Paper = parsed.GetValue(Paper),
            Palette = parsed.GetValue(Palette),
            OutputPath = parsed.GetValue(Output),
            Figures = Figures.Read(parsed),
        };
        string folder = parsed.GetRequiredValue(Folder);
        foreach (string output in new[] { request.OutputPath, Viewer.File(parsed) }.OfType<string>())
        {
            SweepFiles.RequireOutput(new SweepPaths(folder), output);
        }

        RenderedReport report = BusyLine.While(
            BusyLine.Printing, line => ReportRenderer.Render(folder, request, line));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"report: {report.Path} ({report.PageCount} pages)"));
        if (!Viewer.AreOff(parsed) && (Viewer.File(parsed) is not null || (request.OutputPath is null && ViewerFiles.AreWanted(folder))))
        {
            Console.Out.WriteLine(ViewerFiles.Write(
                folder, report, new ViewerRequest { OutputPath = Viewer.File(parsed), Points = Viewer.Points(parsed) }));
        }

        FigureArguments.Tell(request.Figures, report.FigureCount);
        if (report.LeftOut is { } reason)
        {
            Console.Error.WriteLine($"note: {reason}");
        }

        return ExitCodes.Done;
    }
}
