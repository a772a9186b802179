using System.Diagnostics;

namespace Experiments.Tests.Cluster;

/// <summary>A memory disk of a few kilobytes, mounted over a folder for as long as a test runs: nodes see it as well.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly string folder;

    public TinyDisk(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        IsThere = OperatingSystem.IsLinux() && Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", folder) == 0;
    }

    public bool IsThere { get; }

    public void Dispose()
    {
        if (IsThere)
        {
            Run("umount", "-l", folder);
        }
    }

    private static int Run(string command, params string[] arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
