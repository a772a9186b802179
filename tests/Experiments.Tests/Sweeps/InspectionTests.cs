using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Stages;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Sweeps;

public class InspectionTests
{
    private static readonly ReductionContext Context = new();

    private static QualityReference Reference(Matrix samples) => EmbeddingQuality.Prepare(samples, PictureQuality.Neighborhood, Context);

    [Fact]
    public void The_sample_among_strangers_comes_first_then_the_centre_of_each_class_its_own_first()
    {
        // Three classes far apart; sample 30 is of class 1 but lies among class 2.
        Matrix samples = TestSamples.Groups(31, 4, 3, separation: 30);
        int[] labels = [.. Enumerable.Range(0, 31).Select(i => i % 3)];
        samples.Row(2).CopyTo(samples.Row(30));
        labels[30] = 1;

        IReadOnlyList<ChosenSample> chosen = new SampleChoice(labels, samples, [samples], Reference(samples), Context).Choose([]);

        Assert.Equal((30, SampleReason.Misplaced), (chosen[0].Sample, chosen[0].Reason));
        Assert.True(chosen[0].Strangers >= 10, $"{chosen[0].Strangers} strangers");
        Assert.Equal([1, 0, 2], chosen.Skip(1).Select(one => labels[one.Sample]));
        Assert.All(chosen.Skip(1), one => Assert.Equal(SampleReason.Typical, one.Reason));
        Assert.All(chosen.Skip(1), one => Assert.True(one.Strangers < chosen[0].Strangers));
    }

    [Fact]
    public void Without_labels_the_sample_whose_neighbours_a_picture_loses_comes_first()
    {
        Matrix samples = TestSamples.Groups(60, 3, 3, separation: 30);
        Matrix picture = new(samples.Values.ToArray(), 60, 3);
        samples.Row(1).CopyTo(picture.Row(6));

        IReadOnlyList<ChosenSample> chosen = new SampleChoice(null, samples, [picture], Reference(samples), Context).Choose([]);

        Assert.Equal(6, chosen[0].Sample);
        Assert.Equal(15, chosen[0].Strangers);
        Assert.Equal(2, chosen.Count);
    }

    [Fact]
    public void Picks_are_taken_as_they_are()
    {
        Matrix samples = TestSamples.Normal(20, 3);
        SampleChoice choice = new(null, samples, [TestSamples.Normal(20, 2)], Reference(samples), Context);
        Assert.Equal([5, 2], choice.Choose([5, 2, 5, 40]).Select(one => one.Sample));
    }

    [Fact]
    public void The_last_layer_of_each_model_keeps_samples_and_maps_and_a_second_time_nothing_changes()
    {
        using SweepBench bench = new();
        string yaml = SweepBench.Small.Replace("width: 6", "width: 10", StringComparison.Ordinal);
        SweepResults results = bench.Run(bench.Load(yaml));
        Dictionary<string, DateTime> written = Written(bench);

        LayerResult last = results.Layers[^1];
        KeptSamples kept = InspectionFiles.Samples(bench.Paths, last.ModelId)!;
        Assert.Equal((last.Id, "penultimate"), (kept.LayerId, last.Name));
        Assert.Equal(SampleReason.Misplaced, kept.Samples[0].Reason);
        Assert.All(kept.Samples, sample => Assert.DoesNotContain(sample.Sample, sample.Nearest.Indices));
        Assert.Equal([kept.Samples.Count, last.Features], NpyFile.ReadSingle(bench.Paths.KeptActivations(last.ModelId)).Shape);
        Assert.Equal([kept.Samples.Count, 2, 5, 5], NpyFile.ReadSingle(bench.Paths.KeptMaps(last.ModelId)).Shape);
        Assert.All(results.Models, model => Assert.NotNull(InspectionFiles.Samples(bench.Paths, model.Id)));

        TrialResult[] mapped = [.. results.Trials.Where(trial => File.Exists(bench.Paths.Map(trial.Id)))];
        Assert.Equal(["pca", "fake", "pca", "fake"], mapped.Select(trial => trial.Reducer));

        NullScores chance = InspectionFiles.Null(bench.Paths, last.Id)!;
        Assert.Equal(results.Metrics.Select(metric => metric.Name).Order(), chance.RandomLayouts.Keys.Order());
        Assert.Equal(["neighborhood_hit@3", "neighborhood_hit@5", "silhouette"], chance.PermutedLabels.Keys.Order());
        Assert.All(chance.Expected, pair => Assert.Equal(pair.Value, chance.RandomLayouts[pair.Key].Average(), 0.1));
        Assert.All(results.Trials.Where(trial => trial.LayerId == last.Id && trial.Reducer == "pca"), trial =>
            Assert.True(trial.Metrics["trustworthiness@5"] > chance.RandomLayouts["trustworthiness@5"].Max()));

        bench.Run(bench.Load(yaml));
        Assert.Equal(written, Written(bench));
        Assert.Equal(0, bench.Computed(StageNames.KeptSamples));

        // Another choice of pictures, of samples or of scores is another stage.
        bench.Run(bench.Load(yaml, "report.samples=[3]"));
        Assert.Equal([3], InspectionFiles.Samples(bench.Paths, last.ModelId)!.Samples.Select(sample => sample.Sample));
        Assert.Equal(2, bench.Computed(StageNames.KeptSamples));
        Assert.Equal(0, bench.Computed(StageNames.NullScores));
    }

    [Fact]
    public void The_map_of_a_PCA_picture_gives_its_coordinates()
    {
        using SweepBench bench = new();
        SweepResults results = bench.Run(bench.Load(SweepBench.Small));

        LayerResult last = results.Layers[^1];
        TrialResult pca = results.Trials.Single(trial => trial.LayerId == last.Id && trial.Reducer == "pca");
        PictureMap map = PictureMap.Read(bench.Paths.Map(pca.Id), bench.Paths.MapDescription(pca.Id))!;
        int sample = InspectionFiles.Samples(bench.Paths, last.ModelId)!.Samples[0].Sample;
        float[] activations = [.. NpyFile.ReadSingle(bench.Paths.KeptActivations(last.ModelId)).Values.Take(last.Features)];
        float[] picture = NpyFile.ReadSingle(bench.Paths.Embedding(pca.Id)).Values;
        Assert.True(map.Exact);
        Assert.Equal(picture[2 * sample], map.Map.Place(activations, 0), 1e-5);
        Assert.Equal(picture[(2 * sample) + 1], map.Map.Place(activations, 1), 1e-5);
    }

    [Fact]
    public void Picked_samples_are_kept_and_those_there_are_not_are_refused()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(SweepBench.Small + "\nreport: {samples: [4, 11]}\n"));
        string model = ResultsFile.Read(bench.Paths).Models[^1].Id;
        Assert.Equal([4, 11], InspectionFiles.Samples(bench.Paths, model)!.Samples.Select(sample => sample.Sample));
        Assert.Contains("samples: [4, 11]",
            File.ReadAllText(bench.Paths.ConfigYaml).ReplaceLineEndings(" ")
            .Replace("samples:   - 4   - 11", "samples: [4, 11]", StringComparison.Ordinal), StringComparison.Ordinal);

        Assert.Contains(":20: samples: got '30', expected 0 to 29", bench.Problems(SweepBench.Small + "\nreport: {samples: [30]}\n"),
            StringComparison.Ordinal);
        Assert.Contains("samples: got 'few', expected an integer of at least 0", bench.Problems(SweepBench.Small + "\nreport: {samples: [few]}\n"),
            StringComparison.Ordinal);
        Assert.Contains("expected a list, as in [3, 17] or auto", bench.Problems(SweepBench.Small + "\nreport: {samples: {a: 1}}\n"),
            StringComparison.Ordinal);
    }

    /// <summary>Files that hold no moment of a run.</summary>
    private static Dictionary<string, DateTime> Written(SweepBench bench) => Directory.EnumerateFiles(bench.Output, "*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".npy", StringComparison.Ordinal) || Path.GetFileName(file) is "samples.json" or "null.json" or "map.json")
        .ToDictionary(file => file, File.GetLastWriteTimeUtc);
}
