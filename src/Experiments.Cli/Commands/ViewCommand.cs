using System.CommandLine;
using Experiments.Results;
using Experiments.Results.Folder;

namespace Experiments.Cli.Commands;

/// <summary><c>view</c>: opens the report that can be touched.</summary>
internal static class ViewCommand
{
    private static readonly Argument<string> Folder = new("dir")
    {
        Description = "output folder of a sweep (reports/<name>) or of a comparison, or a file that explain wrote",
    };

    private static readonly string[] Names = ["report.html", "comparison.html"];

    public static Command Create()
    {
        NotedCommand command = new("view", "Open the report that can be touched in the browser, and print its path.", () => """
            The path is always printed, so that it can be opened by hand where there is no browser. The file needs nothing else and no
            network: it may be copied and sent.

            Examples:
              experiments view reports/mnist
              experiments view reports/compare-mnist-mnist-wider
              experiments view reports/mnist/explain-sample-3.html
            """)
        { Folder };
        command.SetAction((parsed, _) => Task.FromResult(Faults.Guard(() => Show(parsed.GetRequiredValue(Folder), opens: true))));
        return command;
    }

    /// <summary>Prints the path of a folder's report, and opens it.</summary>
    internal static int Show(string given, bool opens)
    {
        string path = Path.GetFullPath(File.Exists(given) ? given : Find(given));
        Console.Out.WriteLine(path);
        if (opens)
        {
            Browser.Open(path);
        }

        return ExitCodes.Done;
    }

    private static string Find(string folder)
    {
        string? found = Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return found ?? throw new SweepException(
            !Directory.Exists(folder) ? $"'{folder}' does not exist; name the output folder of a sweep"
            : File.Exists(new SweepPaths(folder).ResultsJson) ? $"'{folder}' has no report.html; experiments report {folder} writes it"
            : $"'{folder}' has no report.html, and no results of a sweep to write it from");
    }
}
