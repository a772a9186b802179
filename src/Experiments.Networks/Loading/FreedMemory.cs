using System.Runtime.InteropServices;

namespace Experiments.Networks.Loading;

/// <summary>
/// The fate of memory that libtorch frees. A training step frees some hundred megabytes and asks for them again; glibc gives large blocks back to
/// the system, which has to map and clear every page anew. Measured on a virtual machine with a network of one convolution of 32 filters, a dense
/// layer of 128 and 32 × 32 images: 5,000 page faults a step and half of its time, and three quarters of the time of an evaluation.
/// </summary>
internal static class FreedMemory
{
    // Parameters of glibc's mallopt.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapMax = -4;

    // No block is mapped on its own where a heap can hold it. The end of the main heap stays mapped up to 1 GiB; those of threads, 64 MiB
    // each, look at the padding only and stay mapped whole.
    private static readonly (int Parameter, int Value)[] Settings = [(MmapMax, 0), (TrimThreshold, 1 << 30), (TopPad, 64 << 20)];
    private static readonly Lazy<bool> Kept = new(() => Array.TrueForAll(Settings, setting => SetOption(setting.Parameter, setting.Value) != 0));

    /// <summary>From now on it stays with the process. Changes no result.</summary>
    public static void Keep() => _ = OperatingSystem.IsLinux() && Kept.Value;

    /// <summary>Gives the system what is free at the moment.</summary>
    public static void GiveBack() => _ = OperatingSystem.IsLinux() && Trim(0) != 0;

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int parameter, int value);

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint padding);
}
