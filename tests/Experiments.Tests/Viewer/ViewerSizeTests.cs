using System.Diagnostics;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Glyphs;
using Experiments.Tests.Reports;
using Experiments.Viewer;
using Experiments.Viewer.Writing;

namespace Experiments.Tests.Viewer;

/// <summary>How large files become; with MNIST where EXPERIMENTS_DATA has it, else with drawn digits.</summary>
public sealed class ViewerSizeTests(ITestOutputHelper output)
{
    private static readonly SyntheticSweep Sweep = new()
    {
        Samples = 10_000,
        Seeds = 15,
        Layers = ["penultimate"],
        Reducers = [("pca", "PCA", null, [])],
        HasActivations = false,
    };

    [Fact]
    [Slow]
    public void Ten_thousand_digits_with_fifteen_pictures_take_less_than_eight_megabytes()
    {
        using TemporaryFolder folder = new();
        SyntheticSweep sweep = Sweep with { Digits = Digits() };
        sweep.Write(folder.Path);
        long start = Stopwatch.GetTimestamp();
        RenderedViewer written = ViewerRenderer.Render(folder.Path, new ViewerWords(), new ViewerRequest());
        output.WriteLine($"{written.Bytes:#,0} bytes in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s");

        Assert.Equal(10_000, written.Shown);
        Assert.InRange(written.Bytes, 1_000_000, 8_000_000);
    }

    private static (byte[] Pixels, int Side) Digits()
    {
        string? mnist = Environment.GetEnvironmentVariable("EXPERIMENTS_DATA") is { } root
            ? Path.Combine(root, "mnist", "t10k-images-idx3-ubyte.gz") : null;
        if (mnist is not null && File.Exists(mnist))
        {
            return (IdxFile.Read(mnist).Values, 28);
        }

        GlyphDataset drawn = new GlyphDataset(new GlyphOptions { TrainSize = 10, TestSize = 10_000 });
        SampleSet samples = drawn.Read("test", [.. Enumerable.Range(0, 10_000)], CancellationToken.None);
        return (samples.Pixels!, samples.Shape!.Width);
    }
}
