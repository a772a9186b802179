using System.CommandLine;
using System.Runtime.InteropServices;
using Experiments.Cli.Display;
using Experiments.Sweeps.Cluster;

namespace Experiments.Cli.Commands;

/// <summary><c>stage</c>: what a cluster's nodes run for <c>sweep --on slurm</c>; hidden from users.</summary>
internal static class StageCommand
{
    /// <summary>The name of the command.</summary>
    public const string Name = "stage";

    /// <summary>The signal that a job is sent some time before its own is over; .NET has no name for it.</summary>
    private const PosixSignal User1 = (PosixSignal)10;

    private static readonly Argument<string> Batch = new("batch") { Description = "folder of a batch" };
    private static readonly Argument<int> Element = new("element") { Description = "number of an element" };

    /// <summary>The command; what it computes lies in the cache, what came of it in the batch's folder.</summary>
    public static Command Create()
    {
        Command command = new(Name, "Compute the stages of one element of a batch.") { Batch, Element };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => Task.Run(() => Faults.Guard(() => Run(parsed, cancellation)), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        using CancellationTokenSource closing = new();
        using PosixSignalRegistration registration = PosixSignalRegistration.Create(User1, context =>
        {
            context.Cancel = true;
            closing.Cancel();
        });
        string batch = parsed.GetRequiredValue(Batch);
        return ElementRun.Run(
            batch, parsed.GetValue(Element), Catalog.Sweeps, Settings.Data(ElementRun.DataOf(batch), cancellation),
            new LineDisplay(Console.Error, TimeProvider.System), closing.Token, cancellation);
    }
}
