using System.ComponentModel;
using System.Diagnostics;

namespace Experiments.Cli.Commands;

/// <summary>Opens a file in the browser, where there is one.</summary>
internal static class Browser
{
    private static readonly string[] Screens = ["DISPLAY", "WAYLAND_DISPLAY"];

    /// <summary>Opens a file; does nothing where the machine has no screen or no program for it.</summary>
    public static void Open(string path)
    {
        if (OperatingSystem.IsLinux() && !HasScreen())
        {
            return;
        }

        string opener = OperatingSystem.IsMacOS() ? "open" : OperatingSystem.IsWindows() ? path : "xdg-open";
        ProcessStartInfo start = new(opener)
        {
            UseShellExecute = OperatingSystem.IsWindows(),
            RedirectStandardOutput = !OperatingSystem.IsWindows(),
            RedirectStandardError = !OperatingSystem.IsWindows(),
        };
        if (!OperatingSystem.IsWindows())
        {
            start.ArgumentList.Add(path);
        }

        try
        {
            using Process? opened = Process.Start(start);
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            // The path is printed already: whoever has no opener opens it by hand.
        }
    }

    private static bool HasScreen() => Array.Exists(Screens, name => Environment.GetEnvironmentVariable(name) is { Length: > 0 });
}
