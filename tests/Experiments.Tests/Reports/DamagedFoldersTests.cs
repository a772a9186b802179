using Experiments.Data;
using Experiments.Reports;
using Experiments.Sweeps;

namespace Experiments.Tests.Reports;

/// <summary>Folders without checksums, of an earlier version, whose files are damaged: one line that names the file.</summary>
public sealed class DamagedFoldersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{\"exact\": false, \"interc")]
    [InlineData("{\"intercepts\": [-1.5e-07, -1]}")]
    [InlineData("{\"exact\": false, \"intercepts\": [1.6], \"axes\": {}}")]
    public void A_map_s_description_that_is_empty_cut_or_another_is_refused(string json)
    {
        string numbers = Path.Combine(folder.Path, "map.npy");
        string description = Path.Combine(folder.Path, "map.json");
        NpyFile.Write(numbers, (double[])[0, 1, 2, 3], 2, 2);
        File.WriteAllText(description, json);

        string message = Assert.Throws<ReportException>(() => PictureMap.Read(numbers, description)).Message;

        Assert.StartsWith($"{description}: not the description of a map, or damaged: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData(7.855929529679327e+62)]
    [InlineData(-0.5)]
    [InlineData(double.PositiveInfinity)]
    public void A_share_of_variance_that_is_none_is_refused_by_report_and_compare(double share)
    {
        string a = new SyntheticSweep { Layers = ["penultimate"], Seeds = 1 }.Write(Path.Combine(folder.Path, "a"));
        string b = new SyntheticSweep { Layers = ["penultimate"], Seeds = 1 }.Write(Path.Combine(folder.Path, "b"));
        SweepPaths paths = new(b);
        string spectrum = paths.Spectrum(SweepResults.Load(paths).Layers[0].Id);
        double[] shares = NpyFile.ReadDouble(spectrum).Values;
        shares[1] = share;
        NpyFile.Write(spectrum, shares, shares.Length);

        string expected = $"{spectrum}: expected shares of variance from 0 to 1.";
        Assert.Equal(expected, Assert.Throws<ReportException>(() => ReportRenderer.Render(b)).Message);
        Assert.Equal(expected, Assert.Throws<ReportException>(() =>
            ComparisonRenderer.Render([a, b], new ComparisonRequest { OutputDirectory = Path.Combine(folder.Path, "out") })).Message);
    }
}
