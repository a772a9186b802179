using System.CommandLine;
using System.Text;
using Experiments.Cli.Looking;
using Experiments.Data;
using Experiments.Data.Recognition;
using Experiments.Reduction.Saving;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Sweeps.Planning;

namespace Experiments.Cli.Commands;

/// <summary><c>look</c>: a folder, a table or a matrix to a report that can be touched, without a sweep file.</summary>
internal static class LookCommand
{
    private const int UsualMinutes = 3;
    private const int LongestName = 60;
    private const int Fewest = 8;

    private static readonly Argument<string> Target = new("path")
    {
        Description = "a folder or zip of images, a folder of texts, a table, a matrix, a .txt file with a text a line; or a finished sweep",
    };

    private static readonly Option<int> Minutes = NumberOptions.Count(
        "--minutes", "about how long it may take; where there are more samples than that allows, a part of them is shown, and the report says so",
        () => UsualMinutes);

    private static readonly Option<bool> PrintFile = new("--print") { Description = "print the sweep file that would be run, and run nothing" };
    private static readonly Option<string?> Out = new("--out") { Description = "output folder (default: reports/look-<name>)" };
    private static readonly Option<bool> NoOpen = new("--no-open") { Description = "do not open the report in the browser" };

    public static Command Create()
    {
        NotedCommand command = new("look", "Show what is in a folder, a table or a matrix: pictures that can be touched, and a report.", () => """
            What the path holds is found out: images (also a folder per class), texts, a table, a matrix. Images are seen
            as they are and by a network that was trained on photographs, texts as counts of words and by a network that
            was trained on sentences; PCA, t-SNE, UMAP and PaCMAP draw them. The sweep file that is run is written
            beside the output folder, to go on from.

            Examples:
              experiments look photos
              experiments look wine.csv --minutes 1
              experiments look articles.csv --print
            """)
        { Target, Minutes, PrintFile, Out, NoOpen };
        command.OwnExitCodes = [ExitCodes.SomeTrialsFailed];
        command.SetAction((parsed, cancellation) => Task.Run(() => Faults.Guard(() => Run(parsed, cancellation)), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string target = parsed.GetRequiredValue(Target);
        if (File.Exists(new SweepPaths(target).ResultsJson))
        {
            return ViewCommand.Show(target, !parsed.GetValue(NoOpen));
        }

        string given = parsed.GetValue(Out) ?? string.Empty;
        string name = given.Length > 0 ? Path.GetFileName(Path.GetFullPath(given)) : $"look-{NameOf(target)}";
        string folder = given.Length > 0 ? given : Path.Combine("reports", name);
        string file = $"{Path.TrimEndingDirectorySeparator(folder)}.yaml";
        DataContext context = Settings.Data(null, cancellation);
        string text = Plan(target, name, Path.GetDirectoryName(Path.GetFullPath(file))!, parsed.GetValue(Minutes), context);
        if (parsed.GetValue(PrintFile))
        {
            Console.Out.Write(text);
            return ExitCodes.Done;
        }

        Write(file, text);
        SweepPlan plan = SweepLoader.Load(file, [], Catalog.Sweeps, context);
        plan.FetchModels();
        int failed = SweepCommand.RunHere(plan, folder, file, cancellation);
        Console.Out.WriteLine($"sweep file: {Path.GetFullPath(file)}");
        if (!parsed.GetValue(NoOpen))
        {
            Browser.Open(Path.GetFullPath(new SweepPaths(folder).Viewer));
        }

        return failed == 0 ? ExitCodes.Done : ExitCodes.SomeTrialsFailed;
    }

    /// <summary>The sweep file for a path; the file's own paths begin at its folder.</summary>
    /// <exception cref="MendableException">There is nothing that can be looked at; the message says why.</exception>
    internal static string Plan(string target, string name, string folder, int minutes, DataContext context)
    {
        RecognizedData here = DataRecognition.Of(target);
        LookBudget first = LookBudget.Of(here, here.Images?.Count ?? int.MaxValue, 3, minutes);
        (string, string)[] images = here.Images is null ? [] : [("split", "all"), ("test_fraction", "0"), .. Size(first.Side)];
        DatasetInfo info = NamedDataset.Open(here.Kind, [.. here.Settings, .. images], context);
        int count = info.Splits.Values.Sum();
        LookBudget budget = LookBudget.Of(here, count, info.Shape?.Channels ?? 1, minutes);
        return count >= Fewest
            ? new LookFile(name, here with { Settings = NamedDataset.From(folder, here.Settings) }, budget, count, minutes).Write()
            : throw new SweepException($"'{target}' holds {count} samples; pictures of neighbourhoods need at least {Fewest}");
    }

    private static IEnumerable<(string, string)> Size(int? side) => side is { } pixels ? [("size", $"{pixels}")] : [];

    /// <summary>A file of another hand is never written over.</summary>
    private static void Write(string file, string text)
    {
        if (File.Exists(file) && !File.ReadLines(file).FirstOrDefault(string.Empty).StartsWith(LookFile.Signature, StringComparison.Ordinal))
        {
            throw new SweepException($"'{file}' is there already and was not written by look; it is not overwritten: name another folder with --out");
        }

        AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>A name for the output, by the path's own.</summary>
    private static string NameOf(string path)
    {
        string own = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        string stem = Directory.Exists(path) ? own : Path.GetFileNameWithoutExtension(own);
        string name = string.Concat(stem.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '-')).Trim('-');
        return name.Length == 0 ? "data" : name[..Math.Min(name.Length, LongestName)];
    }
}
