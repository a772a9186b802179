using Experiments.Cli;
using Experiments.Onnx;

if (args is [RuntimeServer.Command])
{
    return RuntimeServer.Serve();
}

return StandardStreams.Conclude(Faults.Guard(() => Start.Run(args)));
