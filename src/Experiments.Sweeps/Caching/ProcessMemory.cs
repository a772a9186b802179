using System.Diagnostics;
using System.Globalization;

namespace Experiments.Sweeps.Caching;

/// <summary>Memory of this process.</summary>
internal static class ProcessMemory
{
    /// <summary>Largest resident set so far, MB (10^6 bytes).</summary>
    public static double PeakMb()
    {
        string? line = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        if (line is not null)
        {
            return Math.Round(long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6, 1);
        }

        using Process self = Process.GetCurrentProcess();
        return Math.Round(self.PeakWorkingSet64 / 1e6, 1);
    }
}
