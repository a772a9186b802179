using System.Diagnostics;
using Experiments.Networks.Loading;
using TorchSharp;

namespace Experiments.Tests.Networks;

public class WeakVersionTests
{
    [Fact]
    public void Exactly_the_flag_of_that_version_is_set_in_the_real_library()
    {
        byte[] original = RealLibrary();
        byte[] marked = [.. original];

        Assert.Equal(1, WeakVersion.Mark(marked, LibtorchLoader.MissingVersion));

        int[] changed = [.. Enumerable.Range(0, original.Length).Where(i => original[i] != marked[i])];
        Assert.Equal(2, marked[Assert.Single(changed)] ^ original[changed[0]]);
        Assert.Equal(["GLIBCXX_3.4.32 WEAK"], VersionNeeds(marked).Except(VersionNeeds(original)));
    }

    [Fact]
    public void Marking_again_changes_nothing_and_unknown_versions_are_left_alone()
    {
        byte[] marked = RealLibrary();
        WeakVersion.Mark(marked, LibtorchLoader.MissingVersion);
        byte[] again = [.. marked];

        Assert.Equal(1, WeakVersion.Mark(again, LibtorchLoader.MissingVersion));
        Assert.Equal(0, WeakVersion.Mark(again, "GLIBCXX_9.9"));
        Assert.Equal(marked, again);
    }

    [Fact]
    public void The_version_hides_nothing_but_the_marker()
    {
        // If a later TorchSharp needed more of it than the marker, a weak flag would only move the failure to the first call.
        string[] symbols = [.. Run("readelf", "--dyn-syms", "--wide", LibraryPath()).Split('\n')
            .Where(line => line.Contains("@GLIBCXX_3.4.32", StringComparison.Ordinal))];

        Assert.Contains(LibtorchLoader.MarkerSymbol, Assert.Single(symbols), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_refused()
    {
        byte[] text = new byte[100];
        Assert.Throws<InvalidDataException>(() => WeakVersion.Mark(text, "X"));

        byte[] cut = RealLibrary()[..4096];
        Assert.Throws<InvalidDataException>(() => WeakVersion.Mark(cut, LibtorchLoader.MissingVersion));
    }

    [Fact]
    public void Torch_runs_and_the_installed_library_keeps_its_bytes_and_its_links()
    {
        string? path = OperatingSystem.IsLinux() ? LibraryPath() : null;
        byte[] before = path is null ? [] : File.ReadAllBytes(path);

        LibtorchLoader.EnsureLoaded();
        using torch.Tensor sum = torch.ones(3).sum();

        Assert.Equal(3, sum.item<float>());
        Assert.Equal(before, path is null ? [] : File.ReadAllBytes(path));
    }

    private static string LibraryPath()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the library's ELF file exists on Linux only");
        return Path.Combine(LibtorchLoader.FindFolder()!, LibtorchLoader.Library);
    }

    private static byte[] RealLibrary() => File.ReadAllBytes(LibraryPath());

    private static List<string> VersionNeeds(byte[] image)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, image);
            return [.. Run("readelf", "--version-info", "--wide", path).Split('\n').Where(line => line.Contains("Name: ", StringComparison.Ordinal))
                .Select(line => line.Split("Name: ")[1].Split("  "))
                .Select(parts => $"{parts[0].Trim()} {parts[1].Replace("Flags: ", string.Empty, StringComparison.Ordinal).Trim()}")];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed");
            throw;
        }
    }
}
