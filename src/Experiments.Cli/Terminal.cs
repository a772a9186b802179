using System.Globalization;
using System.Text;
using Experiments.Data;
using Experiments.Sweeps.Planning;

namespace Experiments.Cli;

/// <summary>
/// The texts that go to standard output and standard error. Names of datasets, columns, classes and samples come from files and may hold characters
/// that steer a terminal: once protected, whatever is written shows them instead.
/// </summary>
internal static class Terminal
{
    private const int Narrowest = 60;
    private const int Widest = 120;
    private const int UsualHeight = 24;

    /// <summary>
    /// The columns of text on standard output: those of its terminal as far as lines can be read, the usual ones where nobody looks.
    /// </summary>
    public static int Columns => Console.IsOutputRedirected || Console.WindowWidth == 0
        ? TextColumns.UsualWidth : Math.Clamp(Console.WindowWidth, Narrowest, Widest);

    /// <summary>The lines of text that standard output shows at once, above the line on which a shell waits.</summary>
    public static int Lines => Console.IsOutputRedirected ? int.MaxValue : Math.Max(UsualHeight, Console.WindowHeight) - 1;

    /// <summary>Whether standard error is a terminal whose lines may be drawn anew.</summary>
    public static bool IsLive => IsSteerable(Console.IsErrorRedirected, Environment.GetEnvironmentVariable);

    /// <summary>Standard error as it is, for displays that steer the terminal themselves; they spell out what comes from files.</summary>
    public static TextWriter Steered { get; private set; } = TextWriter.Null;

    /// <summary>Says on standard error what happens, with the time of day where that is a log.</summary>
    public static void Tell(string text) =>
        Console.Error.WriteLine(IsLive ? text : string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:HH:mm:ss} {text}"));

    /// <summary>Whether lines may be drawn anew: not in files and pipes, on terminals that only print, and in the logs of build servers.</summary>
    internal static bool IsSteerable(bool isRedirected, Func<string, string?> environment) =>
        !isRedirected && environment("TERM") is not "dumb" && environment("CI") is null or "" or "0" or "false";

    /// <summary>Protects standard output and standard error.</summary>
    public static void Protect()
    {
        Steered = Console.Error;
        Console.SetOut(new VisibleWriter(Console.Out));
        Console.SetError(new VisibleWriter(Console.Error));
    }

    /// <summary>Spells out control characters on their way to another writer.</summary>
    internal sealed class VisibleWriter(TextWriter inner) : TextWriter
    {
        /// <summary>The first half of a pair whose second half is still to come; 0 for none.</summary>
        private char held;

        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (buffer.Length == 0)
            {
                return;
            }

            string text = held == 0 ? buffer.ToString() : $"{held}{buffer}";
            held = text[^1] == '\r' || char.IsHighSurrogate(text[^1]) ? text[^1] : '\0';
            inner.Write(OneLine.Visible(text.AsSpan(0, text.Length - (held == 0 ? 0 : 1))));
        }

        public override void Flush()
        {
            if (held != 0)
            {
                inner.Write(OneLine.Visible([held]));
                held = '\0';
            }

            inner.Flush();
        }
    }
}
