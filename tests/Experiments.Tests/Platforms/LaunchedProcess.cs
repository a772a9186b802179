using System.Diagnostics;
using Experiments.Tests.Cli;

namespace Experiments.Tests.Platforms;

/// <summary>A program other than the one under test, run to its end.</summary>
internal static class LaunchedProcess
{
    /// <summary>Runs it in a folder, with environment variables of its own.</summary>
    public static CommandResult Run(string folder, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.Result);
    }
}
