using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Experiments.Benchmarks;

/// <summary><c>viewer</c>: report.html and pages of other libraries with the same points, in the same browser, in turn.</summary>
internal static class ViewerCommand
{
    private static readonly Option<string> Sizes =
        new("--points") { Description = "numbers of points, separated by commas", DefaultValueFactory = _ => "2000,10000,70000,100000" };
    private static readonly Option<string> Pictures =
        new("--pictures") { Description = "numbers of pictures, from 1 to 4, separated by commas", DefaultValueFactory = _ => "1,4" };
    private static readonly Option<int> Runs =
        new("--runs") { Description = "runs of every side, in turn; medians are printed", DefaultValueFactory = _ => 3 };
    private static readonly Option<bool> NoPeers = new("--no-peers") { Description = "ours alone" };
    private static readonly Option<bool> NoBudget = new("--no-budget") { Description = "leave out the report of 10,000 images and 15 pictures" };
    private static readonly Option<string?> Data =
        new("--data") { Description = "folder with mnist/ (default: EXPERIMENTS_DATA; generated digits without)" };
    private static readonly Option<string> Cache = new("--cache")
    {
        Description = "where npm puts the other libraries",
        DefaultValueFactory = _ => Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "experiments-bench"),
    };
    private static readonly Option<string?> MarkdownFile = new("--markdown") { Description = "also write the tables to this file" };
    private static readonly Option<string?> Keep = new("--keep") { Description = "keep the pages, and what they show, in this folder" };

    public static Command Create()
    {
        Command command = new("viewer", "report.html side by side with other libraries' pages: first picture, frames, hovering, size.")
        {
            Sizes, Pictures, Runs, NoPeers, NoBudget, Data, Cache, MarkdownFile, Keep,
        };
        command.SetAction((parsed, _) => Run(parsed));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed)
    {
        await using Browser? browser = await Browser.Start();
        if (browser is null)
        {
            Console.Error.WriteLine("bench viewer: needs Chromium (Debian: apt-get install chromium), or its path in EXPERIMENTS_CHROMIUM");
            return 2;
        }

        string machine = string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {browser.Version}, {DateTime.UtcNow:yyyy-MM-dd}");
        Console.Out.WriteLine(machine);
        DirectoryInfo folder = parsed.GetValue(Keep) is { } kept ? Directory.CreateDirectory(kept) : Directory.CreateTempSubdirectory("bench-");
        try
        {
            List<string> told = [];
            List<ViewerSide> sides = Sides(parsed, told);
            string table = await Compare(parsed, browser, sides, told, folder.FullName);
            string budget = parsed.GetValue(NoBudget) ? string.Empty : await ViewerBudget.Measure(browser, parsed.GetValue(Data), folder.FullName);
            string all = $"{string.Concat(told.Select(line => line + "\n"))}\n{table}\n{budget}";
            Console.Out.WriteLine(all);
            if (parsed.GetValue(MarkdownFile) is { } path)
            {
                File.WriteAllText(path, $"{machine}\n{all}");
            }

            return 0;
        }
        finally
        {
            if (parsed.GetValue(Keep) is null)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    /// <summary>Ours, and what npm could install; of what it could not, the reasons are told.</summary>
    private static List<ViewerSide> Sides(ParseResult parsed, List<string> told)
    {
        List<ViewerSide> sides = [ViewerSide.Ours];
        foreach (PeerLibrary library in parsed.GetValue(NoPeers) ? [] : PeerLibrary.All)
        {
            (string? bundle, string? fault) = library.Prepare(parsed.GetRequiredValue(Cache));
            if (bundle is null)
            {
                told.Add($"left out: {library.Title} ({fault})");
            }
            else
            {
                sides.Add(new ViewerSide(library.Title, bundle));
            }
        }

        return sides;
    }

    /// <summary>Holds a contest for every size; a side that cannot draw is told of, and takes no further part.</summary>
    private static async Task<string> Compare(ParseResult parsed, Browser browser, List<ViewerSide> sides, List<string> told, string folder)
    {
        List<ViewerRow> rows = [];
        foreach (int points in Numbers(parsed.GetRequiredValue(Sizes)))
        {
            foreach (int pictures in Numbers(parsed.GetRequiredValue(Pictures)))
            {
                string place = Path.Combine(folder, $"{points}-{pictures}");
                ViewerContest contest = await ViewerContest.Prepare(browser, MadePictures.Make(points, pictures), sides, place);
                foreach (ViewerRow row in await contest.Hold(browser, parsed.GetValue(Runs)))
                {
                    if (row.Fault is { } fault)
                    {
                        told.Add($"not measured: {row.Side} ({fault})");
                        sides.RemoveAll(side => side.Title == row.Side);
                    }
                    else
                    {
                        rows.Add(row);
                    }
                }
            }
        }

        return ViewerTable.Markdown(rows);
    }

    private static int[] Numbers(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
}
