using Experiments.Cli;
using Experiments.Onnx;

if (args is [RuntimeServer.Command])
{
    return RuntimeServer.Serve();
}

StandardStreams.Install();
return StandardStreams.Conclude(Faults.Guard(() => Start.Run(args)));
