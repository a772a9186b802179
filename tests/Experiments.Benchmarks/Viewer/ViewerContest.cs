namespace Experiments.Benchmarks;

/// <summary>A page that is measured.</summary>
/// <param name="Title">What people read.</param>
/// <param name="Bundle">The library and its script; null for report.html.</param>
internal sealed record ViewerSide(string Title, string? Bundle)
{
    public static ViewerSide Ours { get; } = new("Experiments", null);
}

/// <summary>The pages of all sides with the same points.</summary>
internal sealed class ViewerContest
{
    private const double Megabyte = 1_000_000;
    private readonly MadePictures made;
    private readonly IReadOnlyList<(ViewerSide Side, string File)> pages;

    private ViewerContest(MadePictures made, IReadOnlyList<(ViewerSide, string)> pages) => (this.made, this.pages) = (made, pages);

    /// <summary>Writes all pages: the others as large as ours, with points as large.</summary>
    public static async Task<ViewerContest> Prepare(Browser browser, MadePictures made, IReadOnlyList<ViewerSide> sides, string folder)
    {
        string ours = MadeSweep.WriteReport(made, folder);
        double[] look = await browser.Look(ours, PageScripts.Read("ours.js"));
        List<(ViewerSide, string)> pages = [];
        foreach ((int i, ViewerSide side) in sides.Index())
        {
            string file = side.Bundle is null ? ours : Path.Combine(folder, $"side{i}.html");
            if (side.Bundle is not null)
            {
                PeerPage.Write(made, side.Bundle, look, file);
            }

            pages.Add((side, file));
        }

        return new ViewerContest(made, pages);
    }

    /// <summary>Every side in turn, as often as asked; a side that fails once takes no further part.</summary>
    public async Task<IReadOnlyList<ViewerRow>> Hold(Browser browser, int runs)
    {
        List<Sighting>[] seen = [.. pages.Select(_ => new List<Sighting>())];
        string ours = PageScripts.Read("ours.js");
        for (int run = 0; run < runs; run++)
        {
            foreach ((int i, (ViewerSide side, string file)) in pages.Index())
            {
                if (seen[i].Any(earlier => earlier.Fault is not null))
                {
                    continue;
                }

                string? driver = side.Bundle is null ? ours : null;
                string? screenshot = run == 0 ? Path.ChangeExtension(file, ".png") : null;
                Sighting one = await browser.Measure(file, driver, made.Count, made.Pictures.Count, screenshot);
                seen[i].Add(one);
                Console.Error.WriteLine($"{made.Count:#,0} x {made.Pictures.Count}: {side.Title}, run {run + 1}: {one}");
            }
        }

        return [.. pages.Select((page, i) => new ViewerRow(
            made.Count, made.Pictures.Count, page.Side.Title, new FileInfo(page.File).Length / Megabyte, seen[i], seen[0]))];
    }
}
