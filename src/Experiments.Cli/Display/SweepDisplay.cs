using Experiments.Reports;
using Experiments.Reports.SweepReport;
using Experiments.Results.Records;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;
using Spectre.Console;

namespace Experiments.Cli.Display;

/// <summary>Shows a running sweep: live bars in a terminal, plain lines otherwise. Always on standard error.</summary>
internal static class SweepDisplay
{
    /// <summary>Runs <paramref name="work"/> with an observer that shows what happens.</summary>
    public static SweepResults Watch(SweepPlan plan, Func<ISweepObserver, SweepResults> work)
    {
        if (!Terminal.IsLive)
        {
            return work(new LineDisplay(Console.Error, TimeProvider.System));
        }

        IAnsiConsole console = LiveTerminal.Open();
        SweepView view = new(plan.Name, TimeProvider.System);
        return LiveTerminal.Draw(console, view, () => work(new LiveDisplay(view, console)));
    }

    /// <summary>Prints a sweep's report, and says so while it takes.</summary>
    public static RenderedReport Print(string folder, ReportRequest request)
    {
        if (!Terminal.IsLive)
        {
            Terminal.Tell(BusyLine.Printing);
        }

        return BusyLine.While(BusyLine.Printing, line => ReportRenderer.Render(folder, request, line));
    }
}
