using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Experiments.Onnx.Running;

/// <summary>
/// The process that runs ONNX models for another: ONNX Runtime looks up between two nodes at most, and a node may take for ever or end the process,
/// so it runs where it can be ended and where nothing else ends with it. Programs that run ONNX models call <see cref="Serve"/> first thing in their
/// entry point when they are started with <see cref="Command"/> alone.
/// </summary>
public static class RuntimeServer
{
    /// <summary>The only argument of such a process.</summary>
    public const string Command = "[onnx-runtime]";

    private static readonly PosixSignal[] Ignored = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    /// <summary>Answers requests from standard input on standard output until the other side is gone; it never returns.</summary>
    public static int Serve()
    {
        // A terminal's signals reach the whole group; the other process decides what is to be ended.
        PosixSignalRegistration[] signals = [.. Ignored.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true))];
        using BinaryWriter answers = RuntimeStreams.Writer(Console.OpenStandardOutput());
        BlockingCollection<RuntimeRequest> requests = [];
        new Thread(() => Listen(requests)) { IsBackground = true, Name = "requests" }.Start();
        NativeModel? model = null;
        foreach (RuntimeRequest request in requests.GetConsumingEnumerable())
        {
            try
            {
                if (request is LoadRequest load)
                {
                    model?.Dispose();
                    model = null;
                    Load(load, ref model, answers);
                }
                else
                {
                    Run((RunRequest)request, model!, answers);
                }
            }
            catch (IOException)
            {
                End();
            }
        }

        GC.KeepAlive(signals);
        return 0;
    }

    /// <summary>Waits for the next request while one is worked on, and so sees at once when the other side is gone.</summary>
    private static void Listen(BlockingCollection<RuntimeRequest> requests)
    {
        try
        {
            using BinaryReader reader = RuntimeStreams.Reader(Console.OpenStandardInput());
            while (true)
            {
                requests.Add(RuntimeRequest.Read(reader));
            }
        }
        catch (Exception)
        {
            End();
        }
    }

    /// <summary>Whatever runs: nothing of this process is to be kept, and native code does not ask.</summary>
    private static void End()
    {
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }

    private static void Load(LoadRequest request, ref NativeModel? model, BinaryWriter answers)
    {
        LoadAnswer answer;
        try
        {
            model = new NativeModel(request);
            answer = new LoadAnswer(string.Empty, model.Inputs, model.Outputs);
        }
        catch (Exception fault) when (fault is not IOException)
        {
            answer = new LoadAnswer(RuntimeFault.Describe(fault), [], []);
        }

        answer.Write(answers);
    }

    private static void Run(RunRequest request, NativeModel model, BinaryWriter answers)
    {
        string fault = string.Empty;
        IDisposableReadOnlyCollection<OrtValue>? outputs = null;
        try
        {
            outputs = model.Run(request);
        }
        catch (Exception e)
        {
            fault = RuntimeFault.Describe(e);
        }

        using (outputs)
        {
            answers.Write(fault);
            answers.WriteList([.. outputs ?? Enumerable.Empty<OrtValue>()], (to, output) =>
            {
                to.WriteList(output.GetTensorTypeAndShape().Shape, (one, length) => one.Write(length));
                to.WriteFloats(request.ShapesOnly ? [] : NativeValues.Floats(output));
            });
            answers.Flush();
        }
    }
}
