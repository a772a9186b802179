using System.Reflection;

namespace Experiments.Cli;

/// <summary>Versions of the libraries that results depend on, as the build wrote them into this assembly: no library is loaded to be asked.</summary>
internal static class LibraryVersions
{
    private static readonly string[] Names = ["torchsharp", "libtorch", "onnxruntime", "skiasharp"];

    /// <summary>Library to version, e.g. "libtorch" to "2.10.0".</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Names.ToDictionary(name => name, Of);

    private static string Of(string name) => typeof(LibraryVersions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(one => one.Key == name)?.Value ?? "unknown";
}
