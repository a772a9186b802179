using System.Diagnostics;
using System.Reflection;
using Experiments.Results;

namespace Experiments.Onnx.Running;

/// <summary>
/// A process of this same program that runs ONNX models (<see cref="RuntimeServer"/>), seen from outside. It is ended when a request is cancelled or
/// takes too long, and ends by itself when this process does. One that is no longer needed is kept for the next model.
/// </summary>
internal sealed class RuntimeProcess : IDisposable
{
    private static readonly List<RuntimeProcess> Idle = [];
    private readonly Process process;
    private readonly BinaryWriter requests;
    private readonly BinaryReader answers;
    private bool isUsable = true;

    private RuntimeProcess(Process process)
    {
        this.process = process;
        requests = RuntimeStreams.Writer(process.StandardInput.BaseStream);
        answers = RuntimeStreams.Reader(process.StandardOutput.BaseStream);

        // What native code says at its end is no message to a user.
        process.BeginErrorReadLine();
    }

    /// <summary>The model that is loaded, as whoever loaded it calls it, and the answer to that; null before.</summary>
    public (string Name, LoadAnswer Answer)? Loaded { get; set; }

    /// <summary>One that waits, with this model loaded if there is such a one; or a new one.</summary>
    /// <exception cref="SweepException">A new process cannot be started.</exception>
    public static RuntimeProcess Take(string model)
    {
        lock (Idle)
        {
            Idle.RemoveAll(waiting => waiting.IsGone());
            RuntimeProcess? taken = Idle.Find(waiting => waiting.Loaded?.Name == model) ?? Idle.LastOrDefault();
            if (taken is not null)
            {
                Idle.Remove(taken);
                return taken;
            }
        }

        return Start();
    }

    /// <summary>Sends a request and reads its answer. After a fault the process is of no further use.</summary>
    /// <param name="request">The request that is sent.</param>
    /// <param name="read">Reads the answer from its stream.</param>
    /// <param name="what">The words for the request in a message: "loading it", "a batch of 64 x 3 x 8 x 8".</param>
    /// <param name="limit">The time that the answer may take.</param>
    /// <param name="cancellation">Ends the wait, and the process.</param>
    /// <exception cref="SweepException">The request took too long, or ended the process.</exception>
    public T Ask<T>(RuntimeRequest request, Func<BinaryReader, T> read, string what, TimeSpan limit, CancellationToken cancellation)
    {
        isUsable = false;
        using CancellationTokenSource clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(limit);
        using CancellationTokenRegistration end = clock.Token.Register(Kill);
        try
        {
            request.Write(requests);
            T answer = read(answers);
            isUsable = true;
            return answer;
        }
        catch (IOException fault)
        {
            cancellation.ThrowIfCancellationRequested();
            string reason = clock.IsCancellationRequested
                ? $"{what} takes longer than {limit.TotalSeconds:0} s; if that is in order, raise batch_seconds or lower batch_size"
                : $"ONNX Runtime ended{Signal()} over {what}: the file is damaged, or memory ran out";
            throw new SweepException(reason, fault);
        }
    }

    /// <summary>Keeps it for the next model, or ends it when its last request was not answered.</summary>
    public void Dispose()
    {
        if (isUsable)
        {
            lock (Idle)
            {
                Idle.Add(this);
            }
        }
        else
        {
            End();
        }
    }

    private static RuntimeProcess Start()
    {
        string executable = Environment.ProcessPath
            ?? throw new SweepException("ONNX Runtime's process cannot be started: this program's own path is not known");
        ProcessStartInfo start = new(executable) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(executable) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        }

        start.ArgumentList.Add(RuntimeServer.Command);
        try
        {
            return new RuntimeProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new SweepException($"ONNX Runtime's process cannot be started ({fault.Message})", fault);
        }
    }

    private bool IsGone()
    {
        bool isGone = process.HasExited;
        if (isGone)
        {
            End();
        }

        return isGone;
    }

    private void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    private void End()
    {
        Kill();
        process.Dispose();
    }

    /// <summary>" (signal 11)" where a signal ended it; the shell's way to say so, which .NET follows.</summary>
    private string Signal()
    {
        const int FirstSignal = 128;
        process.WaitForExit();
        return process.ExitCode > FirstSignal ? FormattableString.Invariant($" (signal {process.ExitCode - FirstSignal})") : string.Empty;
    }
}
