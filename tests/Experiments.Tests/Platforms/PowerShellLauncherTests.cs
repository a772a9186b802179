using Experiments.Tests.Cli;

namespace Experiments.Tests.Platforms;

/// <summary>run.ps1, under PowerShell: as a dotnet tool it can be had on Linux too.</summary>
public sealed class PowerShellLauncherTests
{
    private static readonly string Launcher = Repository.At("run.ps1");

    [Theory]
    [InlineData("--help")]
    [InlineData("evaluate", "--input", "no such.npy", "--embedding", "Y.npy", "--neighbors", "5,15,50")]
    public void It_hands_on_words_as_they_are_and_the_exit_code(params string[] words)
    {
        using TemporaryFolder folder = new();
        CommandResult expected = CommandLine.Run(folder.Path, words);

        CommandResult launched = PowerShell(folder.Path, ["-File", Launcher, .. words]);

        Assert.Equal((expected.ExitCode, expected.Output), (launched.ExitCode, launched.Output));
        Assert.Contains(expected.Error, launched.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_SDK_one_line_says_where_to_get_it()
    {
        using TemporaryFolder folder = new();
        File.Copy(Launcher, folder["run.ps1"]);
        string empty = Directory.CreateDirectory(folder["bin"]).FullName;

        CommandResult refused = PowerShell(folder.Path, ["-Command", $"$env:PATH = '{empty}'; & ./run.ps1 --version; exit $LASTEXITCODE"]);

        Assert.Equal(127, refused.ExitCode);
        Assert.StartsWith("run: the .NET 10 SDK is needed", Assert.Single(refused.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private static CommandResult PowerShell(string folder, string[] arguments)
    {
        string? shell = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Select(path => Path.Combine(path, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(shell is null, "needs PowerShell on PATH: dotnet tool install --global PowerShell");
        (string, string)[] none = [("EXPERIMENTS_DATA", string.Empty), ("EXPERIMENTS_CACHE", string.Empty)];
        return LaunchedProcess.Run(folder, shell!, ["-NoProfile", .. arguments], none);
    }
}
