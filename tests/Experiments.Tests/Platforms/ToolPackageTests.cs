using Experiments.Tests.Cli;

namespace Experiments.Tests.Platforms;

/// <summary>The packages that <c>./run.sh pack</c> left in packages/: installed as a user installs them, the program sweeps.</summary>
public sealed class ToolPackageTests
{
    private const long LargestPackage = 250_000_000;
    private static readonly string Packages = Repository.At("packages");

    [Fact]
    public void The_tool_installs_from_a_folder_and_sweeps_with_training()
    {
        string version = Version();
        using TemporaryFolder folder = new();
        (string, string)[] own = [("NUGET_PACKAGES", folder["nuget"]), ("EXPERIMENTS_CACHE", folder["cache"])];
        CommandResult installed = LaunchedProcess.Run(folder.Path, "dotnet",
            ["tool", "install", "Experiments.Tool", "--version", version, "--add-source", Packages, "--tool-path", folder["tool"]], own);
        Assert.True(installed.ExitCode == 0, installed.Output + installed.Error);
        File.WriteAllText(folder["s.yaml"], """
            name: s
            datasets: [{kind: glyphs, samples: 60, train_samples: 100, train_size: 200, test_size: 100}]
            models:
              - {kind: cnn, layers: [{conv: {filters: 2}}, relu, flatten, {dense: classes}], training: {epochs: 1}}
            layers: [relu1]
            reducers: [pca]
            metrics: {neighbors: [5]}
            """);

        CommandResult swept = LaunchedProcess.Run(folder.Path, folder["tool/experiments"], ["sweep", "s.yaml"], own);

        Assert.True(swept.ExitCode == 0, swept.Output + swept.Error);
        Assert.True(File.Exists(folder["reports/s/report.pdf"]));
        Assert.True(File.Exists(folder["reports/s/report.html"]));
    }

    [Fact]
    public void Packages_are_small_enough_for_the_registry_and_libraries_have_their_symbols()
    {
        string version = Version();

        Assert.All(Directory.GetFiles(Packages, "*.nupkg"), file => Assert.InRange(new FileInfo(file).Length, 1, LargestPackage));
        Assert.True(File.Exists(Path.Combine(Packages, $"Experiments.Reduction.{version}.snupkg")));
        Assert.True(File.Exists(Path.Combine(Packages, $"Experiments.MLNet.{version}.snupkg")));
    }

    private static string Version()
    {
        string version = typeof(Experiments.Cli.ExitCodes).Assembly.GetName().Version!.ToString(3);
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Path.Combine(Packages, $"Experiments.Tool.linux-x64.{version}.nupkg")),
            "needs the packages: ./run.sh pack linux-x64");
        return version;
    }
}
