using Experiments.Onnx.Running;

namespace Experiments.Cli.Startup;

/// <summary>Where the program begins.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => arguments is [RuntimeServer.Command]
        ? RuntimeServer.Serve()
        : StandardStreams.Conclude(Faults.Guard(() => Start.Run(arguments)));
}
