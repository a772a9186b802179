using System.CommandLine;
using Experiments.Exports;
using Experiments.Reports.Figures;
using Experiments.Results.Folder;

namespace Experiments.Cli.Commands;

/// <summary><c>export</c>: a sweep's results in forms that other programs open.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Folder = new("dir") { Description = "a sweep's output folder (reports/<name>)" };
    private static readonly Option<string> Form =
        new("--to") { Required = true, Description = $"{string.Join(", ", ResultsExport.All.Select(form => form.Name))}" };
    private static readonly Option<string?> Output = new("--output") { Description = "where it is written (default: inside the sweep's folder)" };

    public static Command Create()
    {
        Form.AcceptAnyCase([.. ResultsExport.All.Select(form => form.Name)]);
        NotedCommand command = new("export", "Write a sweep's results for another program.", () => $"""
            Forms:
            {string.Join('\n', ResultsExport.All.Select(form => $"  {form.Name,-10} {form.Description} ({form.DefaultName})"))}

            Examples:
              experiments export reports/mnist --to sqlite
              experiments export reports/mnist --to parquet --output mnist.parquet
              experiments export reports/mnist --to mlflow --output ~/mlruns

            Nothing is replaced but what this program wrote there: a folder's files.sha256 names it. Other runs of MLflow's folder stay.
            """)
        { Folder, Form, Output };
        command.SetAction((parsed, _) => Task.FromResult(Faults.Guard(() => Run(parsed))));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        SweepPaths paths = new(parsed.GetRequiredValue(Folder));
        ResultsExport form = ResultsExport.All.First(form => form.Name == parsed.GetRequiredValue(Form));
        string output = parsed.GetValue(Output) ?? Path.Combine(paths.Root, form.DefaultName);
        Lazy<TrialPictures> pictures = new(() => new TrialPictures(paths.Root));
        string written = form.Write(paths, SweepFiles.Open(paths), output, trial => pictures.Value.Png(trial));
        Console.Out.WriteLine($"{form.Name}: {output} ({written})");
        return ExitCodes.Done;
    }
}
