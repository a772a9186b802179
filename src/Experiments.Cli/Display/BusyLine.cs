using System.Globalization;
using Experiments.Reports;
using Spectre.Console.Rendering;

namespace Experiments.Cli.Display;

/// <summary>A line in a terminal that says what is being done while nothing else can be shown; silent elsewhere.</summary>
internal sealed class BusyLine(string what, TimeProvider clock) : Renderable, IProgress<ReportProgress>
{
    /// <summary>The words for what is done last.</summary>
    public const string Printing = "printing the report";

    private readonly long start = clock.GetTimestamp();
    private volatile string detail = string.Empty;

    /// <summary>Works, and says meanwhile what is done; <paramref name="work"/> may tell the line how far a report is.</summary>
    public static T While<T>(string what, Func<BusyLine, T> work)
    {
        BusyLine line = new(what, TimeProvider.System);
        return Terminal.IsLive ? LiveTerminal.Draw(LiveTerminal.Open(), line, () => work(line)) : work(line);
    }

    /// <inheritdoc/>
    public void Report(ReportProgress value) =>
        detail = string.Create(CultureInfo.InvariantCulture, $", page {value.PagesDone} of {value.PageCount}");

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        BarRows rows = new(maxWidth, options.Unicode, clock.GetElapsedTime(start));
        return rows.Busy(string.Empty, what + detail);
    }
}
