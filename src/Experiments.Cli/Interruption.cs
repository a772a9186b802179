using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Experiments.Cli;

/// <summary>
/// Ends the process when it is told to: by Ctrl-C, SIGTERM, SIGHUP or SIGQUIT, at any moment of any command. The command is asked first, and has a
/// moment to stop by itself; a sweep has longer, for it prints what it has. A second signal ends it at once. Files are written whole or not at all,
/// so nothing is lost.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestOrder = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestExit = TimeSpan.FromSeconds(2);
    private static volatile bool stopsInOrder;

    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration[] registrations;
    private int code;

    private Interruption() => registrations =
    [
        .. new[]
        {
            (Signal: PosixSignal.SIGINT, Number: 2), (Signal: PosixSignal.SIGTERM, Number: 15),
            (Signal: PosixSignal.SIGHUP, Number: 1), (Signal: PosixSignal.SIGQUIT, Number: 3),
        }
        .Where(known => known.Signal != PosixSignal.SIGHUP || !IsIgnored(known.Number))
        .Select(known => Listen(known.Signal, known.Number)),
    ];

    /// <summary>Cancelled when the process is told to end.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>The exit code of a process that was told to end; null for one that was not.</summary>
    public int? ExitCode => code == 0 ? null : code;

    /// <summary>Listens to signals until it is disposed of.</summary>
    public static Interruption Watch() => new();

    /// <summary>Does something that, once told to end, ends by itself and in order: it has minutes for it.</summary>
    public static T InOrder<T>(Func<T> work)
    {
        stopsInOrder = true;
        try
        {
            return work();
        }
        finally
        {
            stopsInOrder = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(registrations, registration => registration.Dispose());
        stop.Dispose();
    }

    /// <summary>Tells whether whoever started the process had it ignore a signal, as nohup does with SIGHUP.</summary>
    private static bool IsIgnored(int signal)
    {
        const string Ignored = "SigIgn:";
        string? line = OperatingSystem.IsLinux() && File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal)) : null;
        return line is not null && ulong.TryParse(line[Ignored.Length..].Trim(), System.Globalization.NumberStyles.HexNumber, null, out ulong mask)
            && (mask >> (signal - 1) & 1) == 1;
    }

    /// <summary>
    /// Listens to a signal, also where a shell's background job had it ignored: whoever sends it to a process by its number means it.
    /// </summary>
    private PosixSignalRegistration Listen(PosixSignal signal, int number)
    {
        if (IsIgnored(number))
        {
            _ = Handle(number, IntPtr.Zero);
        }

        return PosixSignalRegistration.Create(signal, context => Stop(context, ExitCodes.OfSignals + number));
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref code, exitCode, 0) != 0)
        {
            Exit(code);
            return;
        }

        new Thread(ExitUnlessStopped) { IsBackground = true }.Start();
        stop.Cancel();
    }

    private void ExitUnlessStopped()
    {
        long told = Stopwatch.GetTimestamp();
        long alone = told;
        while (Stopwatch.GetElapsedTime(alone) < Moment && Stopwatch.GetElapsedTime(told) < LongestOrder)
        {
            Thread.Sleep(Moment / 10);
            alone = stopsInOrder ? Stopwatch.GetTimestamp() : alone;
        }

        Faults.Tell("experiments: stopped.");
        Exit(code);
    }

    /// <summary>Leaves in the usual way; where that hangs, without it.</summary>
    private static void Exit(int code)
    {
        if (!OperatingSystem.IsWindows())
        {
            new Thread(() =>
            {
                Thread.Sleep(LongestExit);
                ExitAtOnce(code);
            })
            { IsBackground = true }.Start();
        }

        Environment.Exit(code);
    }

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr Handle(int signal, IntPtr handler);

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void ExitAtOnce(int code);
}
