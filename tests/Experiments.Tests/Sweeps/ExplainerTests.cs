using Experiments.Cli.Commands;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Tables;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Explaining;
using Experiments.Sweeps.Models;
using Experiments.Tests.Data;

namespace Experiments.Tests.Sweeps;

public class ExplainerTests
{
    private const int Sample = 4;

    [Fact]
    public void A_sample_is_explained_from_the_folder_alone()
    {
        using SweepBench bench = Finished(SweepBench.Small.Replace("width: 6", "width: 10", StringComparison.Ordinal));
        SweepResults results = ResultsFile.Read(bench.Paths);

        ExplainedDataset dataset = Assert.Single(Explain(bench, new() { Sample = Sample }).Datasets);

        int[] labels = NpyFile.ReadInt32(bench.Paths.Labels(results.Datasets[0].Id)).Values;
        Assert.Equal(labels[Sample], dataset.TrueClass);
        byte[] images = NpyFile.ReadBytes(bench.Paths.Images(results.Datasets[0].Id)).Values;
        Assert.Equal(images[(Sample * 784)..((Sample + 1) * 784)], dataset.Image!.Pixels);
        Assert.Equal(["pixels", "fake"], dataset.Models.Select(model => model.Model.Name));
        Assert.Equal(["input", "input", "conv1", "penultimate"], dataset.Layers.Select(layer => layer.Layer.Name));
        Assert.All(dataset.Layers, layer => Assert.Equal(["pca", "fake"], layer.Places.Select(place => place.Trial.Reducer)));
        Assert.All(dataset.Layers.SelectMany(layer => layer.Places), place =>
            Assert.Equal(NpyFile.ReadSingle(bench.Paths.Embedding(place.Trial.Id)).Values[(2 * Sample)..((2 * Sample) + 2)], place.Coordinates));
    }

    [Fact]
    public void Near_samples_are_those_of_a_plain_search_without_the_sample_itself()
    {
        using SweepBench bench = Finished(SweepBench.Small);
        ExplainedLayer layer = Explain(bench, new() { Sample = Sample, Neighbors = 5, Layer = "penultimate" }).Datasets[0].Layers.Single();
        PlacedInput place = layer.Places[0];
        float[] picture = NpyFile.ReadSingle(bench.Paths.Embedding(place.Trial.Id)).Values;
        int[] expected = [.. Enumerable.Range(0, 30).Where(i => i != Sample)
            .OrderBy(i => Math.Pow(picture[2 * i] - picture[2 * Sample], 2) + Math.Pow(picture[(2 * i) + 1] - picture[(2 * Sample) + 1], 2)).Take(5)];
        Assert.Equal(expected, place.Nearest.Indices);
        Assert.Equal(layer.Nearest.Indices.Count(expected.Contains), place.Nearest.Shared(layer.Nearest));
        Assert.Equal(place.Nearest.Distances.Order(), place.Nearest.Distances);
    }

    [Fact]
    public void A_classifier_gives_probabilities_and_the_layer_before_them_beside_its_class()
    {
        using SweepBench bench = Finished(SweepBench.Small.Replace("width: 6", "width: 10", StringComparison.Ordinal));
        ExplainedDataset dataset = Explain(bench, new() { Sample = Sample }).Datasets[0];
        Assert.Null(dataset.Models[0].Prediction);
        Assert.Null(dataset.Models[0].Maps);
        Assert.Null(dataset.Models[0].Vector);

        ExplainedModel fake = dataset.Models[1];
        Assert.Equal(1, fake.Prediction!.Probabilities.Sum(), 12);
        Assert.Equal(("conv1", 2, 5, 5, 50), (fake.Maps!.Layer, fake.Maps.Channels, fake.Maps.Height, fake.Maps.Width, fake.Maps.Values.Length));
        Assert.Equal(("conv1", true), (fake.Vector!.Layer, fake.Vector.IsPenultimate));
        Assert.Equal(fake.Maps.Values, fake.Vector.Values);
        Assert.Equal(fake.Prediction.Class, fake.Vector.MeanClass);
    }

    [Fact]
    public void The_mean_is_that_of_the_class_and_of_the_true_one_where_nothing_is_predicted()
    {
        using SweepBench bench = Finished(SweepBench.Small);
        ExplainedDataset[] all = [.. Enumerable.Range(0, 30).Select(i => Explain(bench, new() { Sample = i, Layer = "penultimate" }).Datasets[0])];
        ExplainedModel model = all[Sample].Models[1];
        Assert.Null(model.Prediction);
        Assert.Equal(("penultimate", false), (model.Vector!.Layer, model.Vector.IsPenultimate));
        float[][] peers = [.. all.Where(other => other.TrueClass == all[Sample].TrueClass).Select(other => other.Models[1].Vector!.Values)];
        Assert.Equal(peers.Length, model.Vector.MeanCount);
        Assert.All(Enumerable.Range(0, 6), unit => Assert.Equal(peers.Average(values => values[unit]), model.Vector.Mean![unit], 1e-3f));
    }

    [Fact]
    public void The_picture_of_a_sample_as_a_file_lands_where_the_sample_lies()
    {
        using SweepBench bench = Finished(SweepBench.Small);
        ExplainedDataset known = Explain(bench, new() { Sample = Sample }).Datasets[0];
        string file = PngFile.Write(Path.Combine(bench.Root, "sample.png"), known.Image!.Shape, known.Image.Pixels);

        ExplainedDataset found = Explain(bench, new() { ImageFile = file }).Datasets[0];

        Assert.Null(found.TrueClass);
        Assert.Equal(known.Image.Pixels, found.Image!.Pixels);
        Assert.Null(found.Image.Original);
        foreach ((ExplainedLayer before, ExplainedLayer now) in known.Layers.Zip(found.Layers))
        {
            Assert.Equal((Sample, 0f), (now.Nearest.Indices[0], now.Nearest.Distances[0]));
            Assert.Equal(before.Nearest.Indices.Take(7), now.Nearest.Indices.Skip(1));
            PlacedInput pca = Assert.Single(now.Places);
            Assert.Equal(before.Places[0].Coordinates, pca.Coordinates);
            Assert.Equal("fake", Assert.Single(now.Closed).Reducer);
        }
    }

    [Fact]
    public void A_drawing_on_white_is_told_from_the_datasets_white_on_black()
    {
        using SweepBench bench = Finished(SweepBench.Small);
        byte[] white = new byte[40 * 40];
        Array.Fill(white, (byte)255);
        string file = PngFile.Write(Path.Combine(bench.Root, "white.png"), new(40, 40, 1), white);
        ExplainedImage straight = Explain(bench, new() { ImageFile = file }).Datasets[0].Image!;
        ExplainedImage turned = Explain(bench, new() { ImageFile = file, Invert = true }).Datasets[0].Image!;
        Assert.True(straight.LooksInverted);
        Assert.False(turned.LooksInverted);
        Assert.NotNull(straight.Original);
        Assert.All(turned.Pixels, value => Assert.Equal(0, value));
    }

    [Fact]
    public void What_cannot_be_explained_is_said_in_a_line()
    {
        using SweepBench bench = Finished(SweepBench.Small);
        AssertRefused("got 30, expected 0 to 29", bench, new() { Sample = 30 });
        AssertRefused("got -1", bench, new() { Sample = -1 });
        AssertRefused("did you mean 'glyphs'?", bench, new() { Sample = 1, Dataset = "glyph" });
        AssertRefused("did you mean 'penultimate'?", bench, new() { Sample = 1, Layer = "penultimat" });

        SweepResults results = ResultsFile.Read(bench.Paths);
        string model = results.Models.Single(one => one.Kind == "fake").Id;
        File.Delete(Path.Combine(bench.Output, FileList.Name));
        JsonFile.Write(bench.Paths.ResultsJson, results with { FormatVersion = 1 });
        Directory.Delete(bench.Paths.ModelFiles(model), recursive: true);
        AssertRefused("run the same sweep again", bench, new() { Sample = 1 });
        File.Delete(bench.Paths.ModelDescription(model));
        AssertRefused("older sweeps kept no weights", bench, new() { Sample = 1 });
    }

    [Fact]
    public void A_table_explains_its_samples_and_takes_no_images()
    {
        using SweepBench bench = new();
        Matrix rows = new(12, 3);
        for (int i = 0; i < rows.Values.Length; i++)
        {
            rows.Values[i] = i * i % 17;
        }

        MatrixFile.Write(Path.Combine(bench.Root, "rows.npy"), rows);
        string yaml = $"""
            datasets: [{"{"}kind: precomputed, features: {Path.Combine(bench.Root, "rows.npy")}{"}"}]
            reducers: [pca]
            metrics: [3]
            """.Replace("metrics: [3]", "metrics: {neighbors: [3]}", StringComparison.Ordinal);
        bench.Run(bench.Load(yaml));
        File.Delete(Path.Combine(bench.Root, "rows.npy"));
        Directory.Delete(bench.Cache, recursive: true);

        ExplainedDataset dataset = Explain(bench, new() { Sample = 2 }).Datasets[0];

        Assert.Null(dataset.Image);
        Assert.Null(dataset.TrueClass);
        Assert.Equal(8, dataset.Layers.Single().Nearest.Indices.Count);
        AssertRefused("no image can become a row", bench, new() { ImageFile = "any.png" });
    }

    [Fact]
    public void Lines_say_their_dataset_where_there_are_several()
    {
        const string data = "  - {kind: glyphs, train_size: 60, test_size: 40, samples: 30, noise: 0.0}\n";
        using SweepBench several = Finished(SweepBench.Small.Replace(data, data.Replace("{", "{name: first, ", StringComparison.Ordinal)
            + "  - {kind: blobs, name: second, samples: 30}\n", StringComparison.Ordinal).Replace("  - {kind: fake, width: 6}\n", string.Empty)
            .Replace("[input, {name: conv1, pool: average}, penultimate]", "[input]", StringComparison.Ordinal));
        using SweepBench one = Finished(SweepBench.Small);

        string[] lines = [.. ExplainReport.Lines(Explain(several, new() { Sample = Sample }))];

        Assert.Equal((2, 2), (lines.Count(line => line.StartsWith("  first, input, ", StringComparison.Ordinal)),
            lines.Count(line => line.StartsWith("  second, input, ", StringComparison.Ordinal))));
        Assert.DoesNotContain(ExplainReport.Lines(Explain(one, new() { Sample = Sample })),
            line => line.StartsWith("  Glyphs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_of_a_file_is_placed_where_the_same_sample_lies_and_its_values_are_told_in_their_units()
    {
        using SweepBench bench = TableSweep();
        File.WriteAllText(Path.Combine(bench.Root, "new.csv"), "height,name,width\n25,x,6\n9,y,100\n");
        string file = Path.Combine(bench.Root, "new.csv");

        Explanation known = Explain(bench, new() { Sample = 5 });
        Explanation placed = Explain(bench, new() { Row = $"{file}:1" });

        Assert.Equal("new.csv, row 1", placed.Row);
        ExplainedDataset dataset = Assert.Single(placed.Datasets);
        ExplainedLayer layer = Assert.Single(dataset.Layers);
        Assert.Equal((5, 0f), (layer.Nearest.Indices[0], layer.Nearest.Distances[0]));
        Assert.Equal(known.Datasets[0].Layers[0].Places[0].Coordinates, layer.Places[0].Coordinates);
        Assert.Equal(["width", "height"], new[] { dataset.Table!.Name(0), dataset.Table.Name(1) });
        Assert.Equal((6, 25), (dataset.Table.Own(0), dataset.Table.Own(1)));
        Assert.Equal((7, 36), (dataset.Table.Of(6, 0), dataset.Table.Of(6, 1)));
        Assert.Equal((6.5, (6 - 6.5) / Math.Sqrt(143 / 12.0)), (dataset.Table.Mean(0), dataset.Table.Distance(0)!.Value),
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-5 && Math.Abs(a.Item2 - b.Item2) < 1e-5);
    }

    [Fact]
    public void A_row_that_fits_no_table_is_refused_in_a_line_that_names_its_columns()
    {
        using SweepBench bench = TableSweep();
        string file = Path.Combine(bench.Root, "new.csv");
        File.WriteAllText(file, "width,depth\n1,2\n");
        AssertRefused(
            $"--row: {file}: not a row of 'boxes': lacks height, and has depth, which the sweep's table has not", bench, new() { Row = file });

        SweepResults results = ResultsFile.Read(bench.Paths);
        File.Delete(Path.Combine(bench.Output, FileList.Name));
        JsonFile.Write(bench.Paths.ResultsJson,
            results with { FormatVersion = 1, Datasets = [.. results.Datasets.Select(dataset => dataset with { Encoding = null })] });
        AssertRefused("the folder does not tell how the rows of 'boxes' became features; run the same sweep again", bench, new() { Row = file });

        using SweepBench images = Finished(SweepBench.Small);
        AssertRefused("'glyphs' is no table", images, new() { Row = file });
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_picture_that_is_not_finite_is_refused_with_its_file(float value)
    {
        using SweepBench bench = Finished(SweepBench.Small);
        SweepResults results = ResultsFile.Read(bench.Paths);
        string file = bench.Paths.Embedding(results.Trials[0].Id);
        NpyArray<float> picture = NpyFile.ReadSingle(file);
        picture.Values[9] = value;
        NpyFile.Write(file, picture.Values, picture.Shape);
        File.Delete(Path.Combine(bench.Output, FileList.Name));
        JsonFile.Write(bench.Paths.ResultsJson, results with { FormatVersion = 1 });

        AssertRefused($"{file}: the value in row 4, column 1 is {value}, which is not finite", bench, new() { Sample = 1 });
    }

    /// <summary>Twelve rows: width 1 to 12, height its square of one less.</summary>
    private static SweepBench TableSweep()
    {
        SweepBench bench = new();
        string table = Path.Combine(bench.Root, "boxes.csv");
        File.WriteAllText(table, "name,width,height\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"n{i},{i + 1},{i * i}\n")));
        bench.Run(bench.Load($"""
            datasets: [{"{"}kind: table, name: boxes, file: {table}, id: name, scale: standard{"}"}]
            reducers: [pca]
            metrics: {"{"}neighbors: [3]{"}"}
            """));
        File.Delete(table);
        return bench;
    }

    private static SweepBench Finished(string yaml)
    {
        SweepBench bench = new();
        bench.Run(bench.Load(yaml));
        Directory.Delete(bench.Cache, recursive: true);
        return bench;
    }

    private static Explanation Explain(SweepBench bench, ExplanationRequest request) => Explainer.Explain(
        bench.Output,
        request,
        bench.Catalog,
        new DataContext { CacheDirectory = bench.Root, AllowDownload = false },
        new StageContext(2, new Progress<StageProgress>(), CancellationToken.None));

    private static void AssertRefused(string expected, SweepBench bench, ExplanationRequest request)
    {
        string message = Assert.Throws<SweepException>(() => Explain(bench, request)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
