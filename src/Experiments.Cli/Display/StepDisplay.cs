using System.Diagnostics;
using System.Globalization;
using Experiments.Reduction;

namespace Experiments.Cli.Display;

/// <summary>
/// One line that is redrawn in a terminal while a reducer works; silent where lines cannot be drawn anew.
/// </summary>
internal sealed class StepDisplay : IProgress<ReductionProgress>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly string? title;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly int width;
    private readonly Lock gate = new();
    private TimeSpan last;
    private bool drawn;

    private StepDisplay(string? title, int width)
    {
        this.title = title;
        this.width = width;
    }

    /// <summary>Starts a display; a null title keeps it silent.</summary>
    public static StepDisplay Start(string? title) =>
        Terminal.IsLive ? new(title, LiveTerminal.Open().Profile.Width - 1) : new(null, 0);

    /// <inheritdoc/>
    public void Report(ReductionProgress value)
    {
        lock (gate)
        {
            if (title is null || clock.Elapsed - last < Pause)
            {
                return;
            }

            last = clock.Elapsed;
            drawn = true;
            string loss = value.Loss is { } number ? string.Create(CultureInfo.InvariantCulture, $"  loss {number:0.0000}") : string.Empty;
            string left = value.Fraction > 0.02 ? $"  {Durations.Text(clock.Elapsed * ((1 - value.Fraction) / value.Fraction))} to go" : string.Empty;
            string line = string.Create(CultureInfo.InvariantCulture, $"{title}  {value.Phase}  {value.Fraction:0 %}{loss}{left}");
            Terminal.Steered.Write($"\r\e[K{CellText.Fit(line, width)}");
        }
    }

    /// <summary>Clears the line of the step.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (drawn)
            {
                Terminal.Steered.Write("\r\e[K");
                drawn = false;
            }
        }
    }
}
