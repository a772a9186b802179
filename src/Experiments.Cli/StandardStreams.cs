using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Experiments.Cli;

/// <summary>
/// Standard output and error as a program should leave them: what cannot be said on standard error stops no work, but the exit code tells of it; and
/// a file that may not grow further (<c>ulimit -f</c>) is a fault of that file, not the end of the process.
/// </summary>
internal static class StandardStreams
{
    private const PosixSignal FileTooLarge = (PosixSignal)25;
    private static readonly ForgivingWriter Error = new(Console.Error);
    private static readonly SafeFileHandle?[] Reserve = new SafeFileHandle?[16];
    private static PosixSignalRegistration? limit;

    /// <summary>To be called once, before anything is said.</summary>
    public static void Install()
    {
        Console.SetError(Error);
        Terminal.Protect();
        if (!OperatingSystem.IsWindows())
        {
            limit = PosixSignalRegistration.Create(FileTooLarge, context => context.Cancel = true);
            for (int i = 0; i < Reserve.Length; i++)
            {
                Reserve[i] = File.OpenHandle("/dev/null");
            }
        }
    }

    /// <summary>
    /// Gives back files that are kept open for this: where no more can be opened, nothing could be loaded that a fault is told with.
    /// </summary>
    public static void UseReserve()
    {
        foreach (SafeFileHandle? handle in Reserve)
        {
            handle?.Dispose();
        }
    }

    /// <summary>The exit code; that of a fault where something could not be said.</summary>
    public static int Conclude(int code)
    {
        limit?.Dispose();
        return code == ExitCodes.Done && Error.HasFailed ? ExitCodes.Mendable : code;
    }

    /// <summary>Passes on what it is given and remembers when that failed.</summary>
    private sealed class ForgivingWriter(TextWriter inner) : TextWriter
    {
        /// <summary>True when anything was lost.</summary>
        public bool HasFailed { get; private set; }

        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => Try(() => inner.Write(value));

        public override void Write(string? value) => Try(() => inner.Write(value));

        public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

        public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

        public override void Flush() => Try(inner.Flush);

        private void Try(Action write)
        {
            try
            {
                write();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                HasFailed = true;
            }
        }
    }
}
