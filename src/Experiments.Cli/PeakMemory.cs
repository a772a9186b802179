using System.Diagnostics;

namespace Experiments.Cli;

/// <summary>Peak resident memory of this process.</summary>
internal static class PeakMemory
{
    /// <summary>In MB (10^6 bytes).</summary>
    public static double Megabytes
    {
        get
        {
            using Process self = Process.GetCurrentProcess();
            return self.PeakWorkingSet64 / 1e6;
        }
    }
}
