using System.Text;
using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Cli;

/// <summary>Runs a command's body and turns faults into one line on standard error and an exit code, without a stack trace.</summary>
internal static class Faults
{
    /// <summary>Set to anything, it has faults of the program printed with the place where they happened.</summary>
    private const string TraceVariable = "EXPERIMENTS_TRACE";

    /// <summary>Runs <paramref name="body"/>; a fault ends with <see cref="ExitCodes.Mendable"/>.</summary>
    public static int Guard(Func<int> body)
    {
        try
        {
            return body();
        }
        catch (Exception fault) when (IsStop(fault))
        {
            Tell("experiments: stopped. Finished stages are kept; run the same command again to go on.");
            return ExitCodes.Cancelled;
        }
        catch (Exception fault)
        {
            StandardStreams.UseReserve();
            try
            {
                Tell(fault);
            }
            catch (Exception worse) when (worse is IOException or TypeLoadException)
            {
                // A library that could not be loaded once cannot be for good, and may be one that the fault is told with.
                TellPlainly($"experiments: {fault.Message.TrimEnd('.')}. Too few files may be open (ulimit -n).");
            }

            return ExitCodes.Mendable;
        }
    }

    /// <summary>Says a line on standard error.</summary>
    public static void Tell(string line) => Console.Error.WriteLine(line);

    /// <summary>Says a line with nothing but what is loaded already.</summary>
    private static void TellPlainly(string text)
    {
        byte[] line = Encoding.UTF8.GetBytes(text + "\n");
        for (int i = 0; i < line.Length - 1; i++)
        {
            line[i] = Math.Max(line[i], (byte)' ');
        }

        using Stream error = Console.OpenStandardError();
        error.Write(line);
    }

    private static void Tell(Exception fault)
    {
        Exception[] all = fault is AggregateException many ? [.. many.Flatten().InnerExceptions] : [fault];
        foreach (string line in all.SelectMany(one => Message(one).Split('\n')).Distinct())
        {
            Tell($"experiments: {line}");
        }

        if (Array.Exists(all, IsOurs) && Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 })
        {
            Console.Error.WriteLine(fault);
        }
    }

    private static bool IsStop(Exception fault) =>
        fault is OperationCanceledException
        || (fault is AggregateException many && many.Flatten().InnerExceptions.All(one => one is OperationCanceledException));

    private static string Message(Exception fault) => fault switch
    {
        FileNotFoundException { FileName: { } name } when name.Contains(", Version=", StringComparison.Ordinal) =>
            $"a library of this program cannot be loaded: {OneLine.Of(name)}; it is missing, or too few files may be open (ulimit -n)",
        FileNotFoundException { FileName: { } name } => $"{OneLine.Of(name)}: no such file.",
        MendableException or IOException or UnauthorizedAccessException => OneLine.OfEach(fault.Message),
        ArgumentOutOfRangeException when fault.Message.StartsWith("Specified file length", StringComparison.Ordinal) =>
            "a file grew larger than it may (ulimit -f, or the file system's own limit)",
        OutOfMemoryException or InsufficientExecutionStackException => "out of memory; use fewer samples, smaller images or narrower layers",
        ArithmeticException => $"a size or a setting is larger than can be computed with ({OneLine.Of(fault.Message)}); make it smaller",
        TypeInitializationException { InnerException: { } inner } => Message(inner),
        DllNotFoundException or BadImageFormatException => $"a library of this program cannot be loaded: {OneLine.Of(fault.Message)}",
        _ => $"this is a fault of the program, please report it with the command line ({fault.GetType().Name}: {OneLine.Of(fault.Message)}); "
            + $"{TraceVariable}=1 tells where",
    };

    /// <summary>Tells whether a fault is none that a user can mend.</summary>
    private static bool IsOurs(Exception fault) =>
        fault is not (MendableException or IOException or UnauthorizedAccessException);
}
