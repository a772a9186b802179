using System.Diagnostics;
using Experiments.Data.Formats;
using Experiments.Reduction.Saving;
using Experiments.Tests.Reports;

namespace Experiments.Tests.Cli;

/// <summary>No command replaces what it reads, a device, a pipe or a link.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public OutputTests() => NpyFile.Write(folder["x.npy"], (float[])[.. Enumerable.Range(0, 60).Select(i => (float)(i * i % 17))], 20, 3);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("x.npy", "x.npy")]
    [InlineData("./x.npy", "x.npy")]
    [InlineData("link.npy", "x.npy")]
    [InlineData("linked/x.npy", "x.npy")]
    [InlineData("x.npy", "link.npy")]
    public void An_output_that_is_the_input_is_refused(string output, string input)
    {
        File.CreateSymbolicLink(folder["link.npy"], "x.npy");
        Directory.CreateSymbolicLink(folder["linked"], ".");
        byte[] before = File.ReadAllBytes(folder["x.npy"]);

        CommandResult run = CommandLine.Run(folder.Path, "embed", "--input", input, "--reducer", "pca", "--output", output);

        Assert.Equal((1, $"experiments: --output: '{output}' is the input; name another file\n"), (run.ExitCode, run.Error));
        Assert.Equal(before, File.ReadAllBytes(folder["x.npy"]));
        Assert.NotNull(new FileInfo(folder["link.npy"]).LinkTarget);
    }

    [Fact]
    public void Labels_models_and_kept_models_are_no_outputs_either()
    {
        File.WriteAllText(folder["y.csv"], "label\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i % 2}\n")));
        Assert.Contains("--output: 'y.csv' is the input",
            Error("embed", "--input", "x.npy", "--reducer", "lda", "--labels", "y.csv", "--output", "y.csv"), StringComparison.Ordinal);
        Assert.Contains("--save-model: 'x.npy' is the input",
            Error("embed", "--input", "x.npy", "--reducer", "pca", "--output", "z.npy", "--save-model", "x.npy"), StringComparison.Ordinal);
        Assert.Contains("--output: got ''", Error("schema", "--output", ""), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["z.npy"]));
    }

    [Fact]
    public async Task A_link_is_followed_and_a_pipe_and_a_device_are_written_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes by mkfifo");
        Directory.CreateDirectory(folder["there"]);
        File.CreateSymbolicLink(folder["link.npy"], Path.Combine("there", "y.npy"));
        Assert.Equal(string.Empty, Error("embed", "--input", "x.npy", "--reducer", "pca", "--output", "link.npy"));
        Assert.NotNull(new FileInfo(folder["link.npy"]).LinkTarget);
        byte[] picture = File.ReadAllBytes(folder["there/y.npy"]);

        Process.Start("mkfifo", [folder["pipe.npy"]])!.WaitForExit();
        Task<byte[]> read = Task.Run(() => File.ReadAllBytes(folder["pipe.npy"]), TestContext.Current.CancellationToken);
        Assert.Equal(string.Empty, Error("embed", "--input", "x.npy", "--reducer", "pca", "--output", "pipe.npy"));
        Assert.Equal(picture, await read);
        Assert.Equal(string.Empty, Error("schema", "--output", "/dev/null"));
        Assert.True(FilePlace.IsChannel("/dev/null") && FilePlace.IsChannel(folder["pipe.npy"]));
        Assert.Equal(["link.npy", "pipe.npy", "there", "x.npy"],
            Directory.GetFileSystemEntries(folder.Path).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Reports_explanations_and_figures_replace_neither_results_nor_somebody_s_files()
    {
        new SyntheticSweep { Layers = ["penultimate"], Seeds = 1 }.Write(folder["out"]);
        byte[] results = File.ReadAllBytes(folder["out/results.json"]);
        File.WriteAllText(folder["out/mine.pdf"], "mine");
        Directory.CreateDirectory(folder["figures"]);
        File.WriteAllText(folder["figures/leaderboard-penultimate.png"], "mine");

        Assert.Contains("is one of the files that the sweep's results are made of", Error("report", "out", "--output", "out/results.json"),
            StringComparison.Ordinal);
        Assert.Contains("not written by this program here", Error("report", "out", "--output", "out/mine.pdf"), StringComparison.Ordinal);
        Assert.Contains("not written by this program here", Error("report", "out", "--pages", "leaderboard", "--figures", "figures"),
            StringComparison.Ordinal);
        Assert.Contains("is one of the files that the sweep's results are made of",
            Error("explain", "out", "--sample", "1", "--output", "out/trials/trial0000/embedding.npy"), StringComparison.Ordinal);

        Assert.Equal(results, File.ReadAllBytes(folder["out/results.json"]));
        Assert.Equal(("mine", "mine"), (File.ReadAllText(folder["out/mine.pdf"]), File.ReadAllText(folder["figures/leaderboard-penultimate.png"])));
        File.Delete(folder["figures/leaderboard-penultimate.png"]);
        Assert.Equal(string.Empty, Error("report", "out", "--pages", "leaderboard", "--figures", "figures"));
        Assert.Equal(string.Empty, Error("report", "out", "--pages", "leaderboard", "--figures", "figures"));
    }

    private string Error(params string[] arguments) => CommandLine.Run(folder.Path, arguments).Error;
}
