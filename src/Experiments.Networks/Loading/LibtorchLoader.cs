using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Runtime.Versioning;
using Experiments.Results;
using static TorchSharp.torch;

namespace Experiments.Networks.Loading;

/// <summary>
/// Loads libtorch before TorchSharp looks for it. TorchSharp's Linux library was linked by GCC 13 and asks for libstdc++'s version
/// GLIBCXX_3.4.32, which Debian 12 and Ubuntu 22.04 lack; the one symbol it wants from there is a marker that nothing calls. On such a system
/// a private copy is loaded in which that need is weak. The copy is a fresh file that is deleted as soon as it is mapped: the installed file
/// (often a hard link into the package cache) is never written to, read-only installations work, and processes cannot meet.
/// </summary>
internal static class LibtorchLoader
{
    /// <summary>The version that older systems lack.</summary>
    internal const string MissingVersion = "GLIBCXX_3.4.32";

    /// <summary>The only symbol of that version.</summary>
    internal const string MarkerSymbol = "_ZSt21ios_base_library_initv";

    /// <summary>TorchSharp's own library, which on Linux needs that version.</summary>
    internal static readonly string Library =
        OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";

    private static readonly string[] Dependencies = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];
    private static readonly Lazy<bool> Loaded = new(() => Load() && ChooseKernels());

    /// <summary>Does the work once in a process; call it before the first use of any torch type. Half a second, most of it libtorch's own.</summary>
    /// <exception cref="SweepException">libtorch cannot be loaded here; the message says why.</exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    /// <summary>Finds the folder in which the native libraries of this program lie; null when they are missing.</summary>
    internal static string? FindFolder()
    {
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? string.Empty;
        string platform = Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        return searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(platform).Append(AppContext.BaseDirectory)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, Library)));
    }

    /// <summary>
    /// MKL's vector functions (square root, exponential, …) choose their kernels when the first of them is called, and take no lock. When two
    /// threads make that call together, one of them may use other kernels, which round otherwise: measured in 1 of 40 busy processes. One
    /// number is worked on by one thread.
    /// </summary>
    private static bool ChooseKernels()
    {
        using Tensor one = ones(1);
        using Tensor root = one.sqrt();
        return true;
    }

    private static bool Load()
    {
        if (LibtorchNeeds.Lacking is { } reason)
        {
            throw new SweepException($"{reason}.");
        }

        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        try
        {
            string folder = FindFolder()!;
            LetThreadsSleep();
            Array.ForEach(Dependencies, name => NativeLibrary.Load(Path.Combine(folder, name)));
            string library = Path.Combine(folder, Library);
            Announce(SystemHasVersion() ? NativeLibrary.Load(library) : LoadWeakened(library));
            return true;
        }
        catch (Exception fault) when (fault is DllNotFoundException or BadImageFormatException or InvalidDataException or IOException)
        {
            throw new SweepException(
                $"libtorch cannot be loaded: {fault.Message.Trim().Split('\n')[0]} "
                + "(it needs glibc 2.34 and the libstdc++ of GCC 12 or newer).",
                fault);
        }
    }

    /// <summary>
    /// libtorch's threads (OpenMP's) spin while they wait for each other, which on a busy machine keeps the one they wait for from running:
    /// with 10 runnable threads on 2 cores a training step took 2 to 4 times as long as with threads that sleep. Read once, when libgomp loads.
    /// </summary>
    private static void LetThreadsSleep() => _ = SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);

    // .NET's own SetEnvironmentVariable is not seen by native code on Unix.
    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(string name, string value, int overwrite);

    private static bool SystemHasVersion() =>
        NativeLibrary.TryLoad("libstdc++.so.6", out nint system) && NativeLibrary.TryGetExport(system, MarkerSymbol, out _);

    [SupportedOSPlatform("linux")]
    private static nint LoadWeakened(string library)
    {
        byte[] image = File.ReadAllBytes(library);
        WeakVersion.Mark(image, MissingVersion);
        string[] parents = [Path.GetTempPath(), Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
            Path.GetDirectoryName(library)!];
        List<string> failures = [];
        foreach (string parent in parents.Where(parent => parent.Length > 0))
        {
            try
            {
                return LoadOnce(image, Path.Combine(parent, $".{Guid.NewGuid():N}.{Library}"));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DllNotFoundException)
            {
                // A folder may be read-only, full or mounted noexec: try the next.
                failures.Add($"{parent}: {fault.Message.Trim().Split('\n')[0]}");
            }
        }

        throw new IOException(
            $"this system's libstdc++ lacks {MissingVersion}, and a copy of {Library} that does without could be used nowhere "
            + $"({string.Join("; ", failures)})");
    }

    [SupportedOSPlatform("linux")]
    private static nint LoadOnce(byte[] image, string path)
    {
        try
        {
            using (FileStream stream = new(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            }))
            {
                stream.Write(image);
            }

            return NativeLibrary.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Gives TorchSharp the library by its name, both where it imports functions and where it checks that loading works.</summary>
    private static void Announce(nint library)
    {
        nint Resolve(string name) => name == "LibTorchSharp" ? library : 0;
        Assembly torchSharp = typeof(Tensor).Assembly;
        NativeLibrary.SetDllImportResolver(torchSharp, (name, _, _) => Resolve(name));
        AssemblyLoadContext.GetLoadContext(torchSharp)!.ResolvingUnmanagedDll += (_, name) => Resolve(name);
    }
}
