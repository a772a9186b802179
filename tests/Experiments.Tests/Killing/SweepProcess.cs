using System.Diagnostics;
using System.Text;

namespace Experiments.Tests.Killing;

/// <summary>A running sweep and what it says.</summary>
internal sealed class SweepProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder lines = new();
    private readonly Task<string> output;
    private readonly Task<string> error;

    public SweepProcess(Process process)
    {
        this.process = process;
        output = ReadLinesAsync(process.StandardOutput);
        error = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>Everything it said.</summary>
    public string Said => $"{output.Result}\n{error.Result}".Trim();

    /// <summary>Whether it has said this on standard output by now.</summary>
    public bool HasSaid(string text)
    {
        lock (lines)
        {
            return lines.ToString().Contains(text, StringComparison.Ordinal);
        }
    }

    /// <summary>The lines of what it said on standard error that are no progress.</summary>
    public string[] Complaints => [.. error.Result.Split('\n').Where(line => line.StartsWith("experiments: ", StringComparison.Ordinal))];

    /// <summary>Waits for its end; returns its exit code.</summary>
    public int Wait()
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Whether it ends within a time.</summary>
    public bool EndsWithin(TimeSpan time) => process.WaitForExit(time);

    /// <summary>Kills it (SIGKILL) and waits until it is gone. Looking for children first would come too late for what is in flight.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Sends a signal (INT, TERM, …) and goes on.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private async Task<string> ReadLinesAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (lines)
            {
                lines.AppendLine(line);
            }
        }

        return lines.ToString();
    }
}
