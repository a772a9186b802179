using Experiments.Data;
using Experiments.Reduction;
using Experiments.Reports;
using Experiments.Sweeps;

namespace Experiments.Cli;

/// <summary>Runs a command's body and turns faults into one line on standard error and an exit code, without a stack trace.</summary>
internal static class Faults
{
    /// <summary>Runs <paramref name="body"/>; a fault a user can mend ends with <see cref="ExitCodes.Mendable"/>.</summary>
    public static int Guard(Func<int> body)
    {
        try
        {
            return body();
        }
        catch (Exception fault) when (IsMendable(fault))
        {
            foreach (string line in Message(fault).Split('\n'))
            {
                Tell($"experiments: {line}");
            }

            return ExitCodes.Mendable;
        }
        catch (OperationCanceledException)
        {
            Tell("experiments: stopped. Finished stages are kept; run the same command again to go on.");
            return ExitCodes.Cancelled;
        }
    }

    /// <summary>Where standard error is closed too, the exit code alone has to do.</summary>
    public static void Tell(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static bool IsMendable(Exception fault) => fault switch
    {
        AggregateException many => many.Flatten().InnerExceptions.All(IsMendable),
        SweepException or DataException or ReductionException or ReportException or IOException or UnauthorizedAccessException => true,
        _ => false,
    };

    private static string Message(Exception fault) =>
        fault is AggregateException many ? string.Join('\n', many.Flatten().InnerExceptions.Select(Message).Distinct()) : fault.Message;
}
