using System.CommandLine;
using System.Globalization;
using Experiments.Cli.Display;
using Experiments.Reports.Comparison;
using Experiments.Reports.Comparison.Output;
using Experiments.Viewer;

namespace Experiments.Cli.Commands;

/// <summary><c>compare</c>: one report on several finished sweeps.</summary>
internal static class CompareCommand
{
    private static readonly Argument<string[]> Folders = new("dir")
    {
        Description = "output folders of sweeps (reports/<name>), two to six; the first is the baseline",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Out = new("--out")
    {
        HelpName = "folder",
        Description = "folder for comparison.pdf, .html, .csv and .json (default: reports/compare-<a>-<b>)",
    };

    private static readonly Option<string?> Paper = new("--paper") { Description = "a4 or letter (default: as the baseline was configured)" };
    private static readonly Option<string[]> FailIf = new("--fail-if")
    {
        HelpName = "rule",
        Description = "a score that must not be: METRIC < NUMBER, or METRIC < baseline [- NUMBER] (or >, <=, >=, +); where one is so, the exit code "
            + "is 4; may be repeated",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "print comparison.json on standard output and nothing else there" };

    private static readonly FigureArguments Figures = new();

    private static readonly Option<bool> NoHtml = new("--no-html") { Description = "write no comparison.html, the comparison that can be touched" };

    public static Command Create()
    {
        Paper.AcceptAnyCase("a4", "letter");
        const string description = "Compare finished sweeps: what changed, and what got better or worse by more than the seeds differ.";
        NotedCommand command = new("compare", description, () => """
            Settings match when dataset, model, layer, reducer and all that is varied are the same. A difference counts when it exceeds the
            seed spread. Scores of different samples stand side by side, but are not judged.

            --fail-if takes the metrics of results.csv, and test_accuracy and test_loss of models. Means over seeds are held against the
            baseline's, or, where the rule has a number alone, those of the last sweep against that; every setting that breaks a rule is
            named. A setting whose trials failed breaks it too. Quote the rule: to a shell, < and > are files to read and write.

            Examples:
              experiments compare reports/mnist reports/mnist-wider
              experiments compare reports/monday reports/tuesday reports/today --out reports/week --paper letter
              experiments compare reports/a reports/b --json | jq '.settings[].scores["trustworthiness@15"]'
              experiments compare reports/last reports/now --fail-if 'trustworthiness@15 < baseline - 0.005'
              experiments compare reports/last reports/now --fail-if 'trustworthiness@15 < 0.95' --fail-if 'test_loss > 0.1'
            """)
        { Folders, Out, Paper, FailIf, Json, NoHtml };
        Figures.AddTo(command);
        command.OwnExitCodes = [ExitCodes.Regressed];
        Folders.Validators.Add(result =>
        {
            if (result.Tokens.Count < 2)
            {
                result.AddError($"compare needs at least two folders of sweeps, got {result.Tokens.Count}");
            }
        });
        command.SetAction((parsed, _) => Task.FromResult(Faults.Guard(() => Run(parsed))));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string[] folders = parsed.GetRequiredValue(Folders);
        ComparisonRequest request = new()
        {
            Paper = parsed.GetValue(Paper),
            OutputDirectory = parsed.GetValue(Out),
            FailIf = parsed.GetValue(FailIf) ?? [],
            Html = !parsed.GetValue(NoHtml),
            Figures = Figures.Read(parsed),
        };
        RenderedComparison comparison = BusyLine.While("printing the comparison", line => ComparisonRenderer.Render(folders, request, line));
        string? html = request.Html && ViewerFiles.AreWanted(folders[0]) ? ViewerFiles.Write(comparison, folders, new ViewerRequest()) : null;
        Print(comparison, html, parsed.GetValue(Json));
        FigureArguments.Tell(parsed.GetValue(Json) ? null : request.Figures, comparison.FigureCount);
        return comparison.Regressions.Count == 0 ? ExitCodes.Done : ExitCodes.Regressed;
    }

    private static void Print(RenderedComparison comparison, string? html, bool json)
    {
        foreach (string note in comparison.Notes)
        {
            Console.Error.WriteLine($"note: {note}");
        }

        foreach (string regression in comparison.Regressions)
        {
            Console.Error.WriteLine($"experiments: {regression}");
        }

        if (json)
        {
            Console.Out.WriteLine(comparison.Json);
            return;
        }

        foreach (string finding in comparison.Findings)
        {
            Console.Out.WriteLine($"  - {finding}");
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"comparison: {comparison.Pdf} ({comparison.PageCount} pages)"));
        if (html is not null)
        {
            Console.Out.WriteLine(html);
        }
    }
}
