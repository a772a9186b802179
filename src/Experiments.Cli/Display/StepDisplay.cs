using System.Diagnostics;
using System.Globalization;
using Experiments.Reduction;

namespace Experiments.Cli.Display;

/// <summary>
/// One line that is redrawn in a terminal while a reducer works; silent when standard error is not a terminal.
/// </summary>
internal sealed class StepDisplay : IProgress<ReductionProgress>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly string? title;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private TimeSpan last;
    private bool drawn;

    private StepDisplay(string? title) => this.title = title;

    /// <summary>Starts a display; a null title keeps it silent.</summary>
    public static StepDisplay Start(string? title) => new(Console.IsErrorRedirected ? null : title);

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
            string eta = value.Fraction > 0.02 ? $"  ETA {Durations.Text(clock.Elapsed * ((1 - value.Fraction) / value.Fraction))}" : string.Empty;
            Terminal.Steered.Write(string.Create(CultureInfo.InvariantCulture, $"\r\e[K{title}  {value.Phase}  {value.Fraction:0 %}{loss}{eta}"));
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
