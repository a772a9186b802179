using System.Diagnostics;

namespace Experiments.Tests.Cli;

/// <summary>Runs the real program in a process of its own, in a folder of its own.</summary>
internal static class CommandLine
{
    public static CommandResult Run(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "experiments.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["EXPERIMENTS_DATA"] = string.Empty;
        start.Environment["EXPERIMENTS_CACHE"] = string.Empty;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.Result);
    }
}

/// <summary>What a process left behind.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("experiments-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
