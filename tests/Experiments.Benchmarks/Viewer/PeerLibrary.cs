using System.Diagnostics;

namespace Experiments.Benchmarks;

/// <summary>A library from npm and the script of its page.</summary>
/// <param name="Title">What people read.</param>
/// <param name="Script">The script, also the name of its bundle.</param>
/// <param name="Install">What npm installs.</param>
/// <param name="Aliases">Modules that the bundle takes from elsewhere.</param>
internal sealed record PeerLibrary(string Title, string Script, string[] Install, IReadOnlyDictionary<string, string> Aliases)
{
    private const string Bundler = "esbuild@0.28.2";

    /// <summary>Stands for packages that only views of a database need, which no page here has.</summary>
    private const string Nothing = "export const coordinator = null, isSelection = () => false, makeClient = null;\n";

    /// <summary>Everything that is measured beside ours.</summary>
    public static IReadOnlyList<PeerLibrary> All { get; } =
    [
        new("regl-scatterplot 1.16.0", "regl-scatterplot.js", ["regl-scatterplot@1.16.0", "regl@2.1.1", "pub-sub-es@3.0.0"],
            new Dictionary<string, string>()),
        Atlas("0.26.0"),

        // The last one that draws by WebGL where WebGPU lacks numbers of 16 bits, as it does without a graphics card.
        Atlas("0.23.0"),
    ];

    /// <summary>Installs the library into a folder, unless it is there, and makes one file of it and the script of its page.</summary>
    /// <returns>The script, or null and why there is none.</returns>
    public (string? Bundle, string? Fault) Prepare(string cache)
    {
        string folder = Path.Combine(cache, Title.Replace(' ', '-'));
        string bundle = Path.Combine(folder, "bundle.js");
        Directory.CreateDirectory(folder);
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            File.WriteAllText(Path.Combine(folder, "package.json"), "{\"private\": true}\n");
            string[] install = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", .. Install, Bundler];
            if (Run("npm", folder, install) is { } fault)
            {
                return (null, fault);
            }
        }

        File.WriteAllText(Path.Combine(folder, "nothing.js"), Nothing);
        foreach (string name in (string[])[Script, "data.js"])
        {
            File.Copy(Path.Combine(PageScripts.Folder, name), Path.Combine(folder, name), overwrite: true);
        }

        string[] aliases = [.. Aliases.Select(alias => $"--alias:{alias.Key}={alias.Value}")];
        string program = Path.Combine(folder, "node_modules", ".bin", "esbuild");
        string[] join = [Script, "--bundle", "--minify", "--format=esm", "--log-level=error", $"--outfile={bundle}", .. aliases];
        return Run(program, folder, join) is { } wrong ? (null, wrong) : (File.ReadAllText(bundle), null);
    }

    private static PeerLibrary Atlas(string version) => new(
        $"embedding-atlas {version}", "embedding-atlas.js", [$"embedding-atlas@{version}"],
        new Dictionary<string, string>
        {
            ["embedding-atlas-component"] = "./node_modules/embedding-atlas/dist/component.js",
            ["@uwdata/mosaic-core"] = "./nothing.js",
            ["@uwdata/mosaic-sql"] = "./nothing.js",
        });

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What went wrong; null where nothing did.</returns>
    private static string? Run(string program, string folder, string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{Path.GetFileName(program)}: {(errors + output.Result).Trim().Split('\n')[0]}";
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            return $"{program}: {fault.Message}";
        }
    }
}
