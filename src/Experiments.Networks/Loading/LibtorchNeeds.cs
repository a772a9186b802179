using System.Runtime.InteropServices;

namespace Experiments.Networks.Loading;

/// <summary>What libtorch needs of a machine, looked at before any work is done; its own message comes late and names a wrong cause.</summary>
internal static class LibtorchNeeds
{
    private static readonly string[] VisualCpp = ["vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll"];
    private static readonly Lazy<string?> Here = new(() => Missing(
        RuntimeInformation.RuntimeIdentifier, OperatingSystem.IsWindows(), LibtorchLoader.FindFolder() is not null,
        name => NativeLibrary.TryLoad(name, out _)));

    /// <summary>Why networks cannot be trained on this machine, and what mends it, in a line; null where they can.</summary>
    public static string? Lacking => Here.Value;

    /// <summary>The same of a machine with this runtime identifier, libtorch beside the program or not, and the libraries that load.</summary>
    internal static string? Missing(string platform, bool isWindows, bool hasLibtorch, Func<string, bool> loads)
    {
        if (!hasLibtorch)
        {
            return $"libtorch, which networks are trained with, is not beside the program on {platform}; it is made for x64 Linux (glibc), "
                + "arm64 macOS and Windows. Everything that trains nothing works, and every reducer but the autoencoder";
        }

        return isWindows && Array.Find(VisualCpp, name => !loads(name)) is { } name
            ? $"libtorch, which networks are trained with, needs Microsoft's Visual C++ runtime, and {name} is missing; install "
                + $"https://aka.ms/vs/17/release/vc_redist.{(platform.EndsWith("arm64", StringComparison.Ordinal) ? "arm64" : "x64")}.exe"
            : null;
    }
}
