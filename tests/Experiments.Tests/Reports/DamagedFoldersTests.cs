using Experiments.Data.Formats;
using Experiments.Reports.Comparison;
using Experiments.Reports.Comparison.Output;
using Experiments.Reports.SweepReport;
using Experiments.Reports.SweepReport.Model;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

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

        string message = Assert.Throws<SweepException>(() => PictureMap.Read(numbers, description)).Message;

        Assert.StartsWith($"{description}: not the description of a map, or damaged: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData(7.855929529679327e+62)]
    [InlineData(-0.5)]
    [InlineData(double.PositiveInfinity)]
    public void A_share_of_variance_that_is_none_is_refused_by_report_and_compare(double share)
    {
        string a = new SyntheticSweep { Layers = ["penultimate"], Seeds = 1, IsOfFirstFormat = true }.Write(Path.Combine(folder.Path, "a"));
        string b = new SyntheticSweep { Layers = ["penultimate"], Seeds = 1, IsOfFirstFormat = true }.Write(Path.Combine(folder.Path, "b"));
        SweepPaths paths = new(b);
        string spectrum = paths.Spectrum(ResultsFile.Read(paths).Layers[0].Id);
        double[] shares = NpyFile.ReadDouble(spectrum).Values;
        shares[1] = share;
        NpyFile.Write(spectrum, shares, shares.Length);

        string expected = $"{spectrum}: expected shares of variance from 0 to 1.";
        Assert.Equal(expected, Assert.Throws<SweepException>(() => ReportRenderer.Render(b)).Message);
        Assert.Equal(expected, Assert.Throws<SweepException>(() =>
            ComparisonRenderer.Render([a, b], new ComparisonRequest { OutputDirectory = Path.Combine(folder.Path, "out") })).Message);
    }

    [Theory]
    [InlineData("curve.npy", "how its pictures were judged, for Trust maps and Quality curves; run the same sweep again to add it", "Trust maps",
        "Quality curves")]
    [InlineData("features.json", "how the features of its layers act, for Two features, Activations and Class features; run", "Two features",
        "Activations", "Class features")]
    [InlineData("importance.json", "which settings matter, for Importance; run", "Importance")]
    [InlineData("*.npy|*.json",
        "how its pictures were judged, for Trust maps and Quality curves; how the features of its layers act, for Two features, Activations and "
        + "Class features; which settings matter, for Importance; run the same sweep again to add them", "Trust maps", "Importance")]
    public void A_folder_that_lacks_what_a_stage_computes_is_printed_without_its_pages_and_says_so(string files, string expected,
        params string[] titles)
    {
        string root = (StatisticsPagesTests.Settings(24) with { IsOfFirstFormat = true }).Write(Path.Combine(folder.Path, "sweep"));
        Assert.Null(ReportRenderer.Render(root, new ReportRequest { OutputPath = Path.Combine(folder.Path, "whole.pdf") }).LeftOut);
        Assert.Subset(Titles(root), new HashSet<string>(titles));
        string[] added = ["curve.npy", "features.json", "importance.json"];
        Array.ForEach([.. added.Where(name => files.Contains('*') || name == files)
            .SelectMany(name => Directory.GetFiles(root, name, SearchOption.AllDirectories))], File.Delete);
        Assert.StartsWith($"the folder does not tell {expected}", ReportRenderer.Render(root).LeftOut, StringComparison.Ordinal);
        Assert.Empty(Titles(root).Intersect(titles));
    }

    [Fact]
    public void Importances_and_features_that_do_not_fit_are_refused()
    {
        PermutationImportance forest = new(0.5, [new("a", 0.1, 0), new("b", 0.2, 0)]);
        Assert.Null(InspectionChecks.Problem(forest, ["a", "b"]));
        Assert.Equal("it does not weigh a, c", InspectionChecks.Problem(forest, ["a", "c"]));
        Assert.Equal("its numbers are not finite", InspectionChecks.Problem(forest with { R2 = double.NaN }, ["a", "b"]));

        LayerFeatures features =
            new([1, 0.5, 0.5, 1], new FeatureDescription { Order = [1, 0], Best = new(0, 1, 2) { Scores = Empty, PrincipalScores = Empty } },
                [1, 2, 3, 4]);
        Assert.Null(InspectionChecks.Problem(features, 2, 2));
        Assert.Equal("expected 3 x 3 correlations from -1 to 1", InspectionChecks.Problem(features, 3, 2));
        Assert.Equal("expected finite differences of 2 features for each of 3 classes or more", InspectionChecks.Problem(features, 2, 3));
        Assert.Equal("its order is none of 2 features",
            InspectionChecks.Problem(features with { Description = features.Description with { Order = [1, 2] } }, 2, 2));
        Assert.Equal("two features are best where two vary, and only there",
            InspectionChecks.Problem(features with { Description = features.Description with { Best = null } }, 2, 2));
    }

    private static Dictionary<string, double> Empty { get; } = [];

    private static HashSet<string> Titles(string root)
    {
        ReportModel model = new(StoredSweep.Open(root), new ReportOptions());
        return [.. PageRegistry.All.Where(page => page.Applies(model)).Select(page => page.Title)];
    }

    [Theory]
    [InlineData(5, 1, 1, null)]
    [InlineData(10, 1, 1, "it names a sample that is none of the 10")]
    [InlineData(5, 2, 1, "neighbours and distances differ in number")]
    [InlineData(5, 1, 3, "a vector and its mean differ in length")]
    public void Kept_samples_that_fit_no_dataset_are_refused(int sample, int near, int mean, string? problem)
    {
        KeptSamples kept = new()
        {
            LayerId = "l",
            Samples =
            [
                new KeptSample
                {
                    Sample = sample, Reason = SampleReason.Picked, Nearest = new NearSamples([.. Enumerable.Range(0, near)], [0.5f]),
                    Vector = new UnitVector("dense1", true, [1]) { Mean = new float[mean] },
                },
            ],
        };
        Assert.Equal(problem, InspectionChecks.Problem(kept, 10));
    }

    [Theory]
    [InlineData(2, 2, null)]
    [InlineData(3, 2, "it maps 2 features where the layer has 3")]
    [InlineData(2, 3, "it maps to 2 axes where the picture has 3")]
    public void A_map_that_fits_no_picture_is_refused(int features, int axes, string? problem) =>
        Assert.Equal(problem,
            InspectionChecks.Problem(new PictureMap(new Experiments.Reduction.LinearMap([0, 0], [[1, 0], [0, 1]], [0, 0]), true, []),
                features, axes));

    [Fact]
    public void Activations_that_are_not_finite_are_refused()
    {
        string root = new SyntheticSweep { Layers = ["penultimate"], Seeds = 1, IsOfFirstFormat = true }.Write(Path.Combine(folder.Path, "a"));
        SweepPaths paths = new(root);
        string layer = ResultsFile.Read(paths).Layers[0].Id;
        string file = paths.Activations(layer);
        NpyArray<float> values = NpyFile.ReadSingle(file);
        values.Values[3] = float.PositiveInfinity;
        NpyFile.Write(file, values.Values, values.Shape);

        Assert.Equal($"{file}: its value 3 is Infinity, which is not finite.",
            Assert.Throws<SweepException>(() => StoredSweep.Open(root).Activations(layer)).Message);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void An_accuracy_that_is_none_is_refused(double accuracy)
    {
        string root = new SyntheticSweep { Layers = ["penultimate"], Seeds = 1, IsOfFirstFormat = true }.Write(Path.Combine(folder.Path, "a"));
        SweepPaths paths = new(root);
        SweepResults results = ResultsFile.Read(paths);
        JsonFile.Write(paths.ResultsJson, results with { Models = [.. results.Models.Select(model => model with { TestAccuracy = accuracy })] });

        Assert.Contains($"the accuracy of {results.Models[0].Id} is {accuracy}",
            Assert.Throws<SweepException>(() => ReportRenderer.Render(root)).Message, StringComparison.Ordinal);
    }
}
