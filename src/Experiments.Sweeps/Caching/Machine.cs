using System.Runtime.Intrinsics.X86;

namespace Experiments.Sweeps.Caching;

/// <summary>A machine that computes: its name among others, and what its results can depend on.</summary>
/// <param name="Name">The name of the machine; on a cluster that of the node.</param>
/// <param name="Processor">The processor's type and the widest vectors that it knows.</param>
internal sealed record Machine(string Name, string Processor)
{
    private const string Processors = "/proc/cpuinfo";
    private const string Model = "model name";

    /// <summary>The machine that this process runs on.</summary>
    public static Machine This { get; } = new(
        Environment.GetEnvironmentVariable("SLURMD_NODENAME") is { Length: > 0 } node ? node : Environment.MachineName,
        $"{TypeOfProcessor()}, {Vectors()}");

    private static string TypeOfProcessor()
    {
        string? line = File.Exists(Processors)
            ? File.ReadLines(Processors).FirstOrDefault(text => text.StartsWith(Model, StringComparison.Ordinal)) : null;
        return line?.Split(':', 2).ElementAtOrDefault(1)?.Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Vectors() =>
        Avx512F.IsSupported ? "AVX-512"
        : Avx2.IsSupported ? "AVX2"
        : System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? "AdvSimd"
        : "no wide vectors";
}
