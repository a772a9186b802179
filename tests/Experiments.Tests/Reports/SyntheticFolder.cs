using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Forests;
using Experiments.Sweeps.Running;
using Experiments.Sweeps.Stages;

namespace Experiments.Tests.Reports;

/// <summary>
/// Files a synthetic sweep as a run files its own: every array is stored by the stage that would have made it, and put in its place by the writer of
/// the sweep's folder; inspections are computed.
/// </summary>
internal sealed class SyntheticFolder : IDisposable
{
    private static readonly ReductionContext Context = new();
    private readonly string scratch = Directory.CreateTempSubdirectory("experiments-artifacts-").FullName;
    private readonly List<Artifact> artifacts = [];
    private readonly Dictionary<string, Matrix> activations = [];
    private readonly Dictionary<string, QualityReference> references = [];
    private readonly Dictionary<string, Matrix> pictures = [];
    private readonly SyntheticSweep sweep;
    private readonly SweepResults results;
    private readonly SweepFolder folder;

    private SyntheticFolder(SyntheticSweep sweep, SweepPaths paths)
    {
        this.sweep = sweep;
        results = sweep.Results();
        folder = new SweepFolder(paths, sweep.Configuration
            ?? $"name: {sweep.Name}\nseeds: {sweep.Seeds}\nlayers: [{string.Join(", ", sweep.Layers)}]\n", searches: false);
    }

    /// <summary>Writes the folder; one of the first format has no list of checksums.</summary>
    public static void Write(SyntheticSweep sweep, SweepPaths paths)
    {
        using SyntheticFolder writing = new(sweep, paths);
        writing.Write();
        if (sweep.IsOfFirstFormat)
        {
            File.Delete(new FileList(paths.Root).Place);
        }
    }

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    private void Write()
    {
        folder.Begin(results with { Finished = string.Empty, Trials = [] });
        Artifact samples = Store(StageNames.Dataset, place => SampleStage.Write(sweep.SamplesOf(), place));
        results.Datasets.ToList().ForEach(dataset => folder.KeepSamples(dataset.Id, samples));
        results.Models.ToList()
            .ForEach(model => folder.KeepModel(model.Id, $"kind: {model.Kind}\nname: {model.Name}\n", new Dictionary<string, string>(), null));
        foreach (ModelResult model in results.Models.Where(model => sweep.HasNeighbors && model.Training is not null))
        {
            folder.KeepPredictions(model.Id, Store(StageNames.Predictions, place => PredictionStage.Write(place, sweep.Logits())));
        }

        results.Layers.ToList().ForEach(WriteLayer);
        foreach ((int i, TrialResult trial) in results.Trials.Index())
        {
            folder.KeepTrial(trial, trial.IsDone && sweep.HasEmbeddings ? Picture(trial, sweep.Clusters(i)) : null);
        }

        Inspect();
        if (results.Finished.Length > 0)
        {
            folder.Finish(results, artifacts);
        }
        else
        {
            folder.WriteResults(results);
            folder.Abandon();
        }
    }

    private void WriteLayer(LayerResult layer)
    {
        if (sweep.HasSpectra)
        {
            folder.KeepSpectrum(layer.Id, Store(StageNames.Spectrum, place => SpectrumStage.Write(
                SyntheticSweep.Shares(layer), SyntheticSweep.Loadings(layer), sweep.Clusters(layer.Features), place)));
        }

        if (sweep.HasActivations && layer.Name == "penultimate")
        {
            Matrix values = activations[layer.Id] = sweep.Activations(layer);
            references[layer.Id] = EmbeddingQuality.Prepare(values, PictureQuality.Neighborhood, Context);
            if (sweep.HasNeighbors && PictureQuality.NeighborhoodOf(values.Rows) is > 0 and int k)
            {
                folder.KeepNeighbors(layer.Id, NearestNeighbors.Compute(values, k, Context));
            }

            folder.KeepActivations(layer.Id, Store(StageNames.Activations, place => SampleStage.Write(values, place, ActivationStage.Activations)));
        }

        if (sweep.HasNull && layer.Name == sweep.Layers[^1])
        {
            folder.KeepNull(layer.Id, Store(StageNames.NullScores, place => NullScoreStage.Write(place, sweep.Null())));
        }
    }

    private Artifact Picture(TrialResult trial, Matrix picture)
    {
        pictures[trial.Id] = picture;
        return Store(StageNames.Embedding, place =>
            EmbeddingStage.Write(picture, new FitRecord(new Dictionary<string, double>(), null, null), place));
    }

    /// <summary>What a sweep computes of its layers, pictures and settings when scores are there.</summary>
    private void Inspect()
    {
        foreach (ChosenPictures choice in BestPictures.LastLayers(results).Where(choice => activations.ContainsKey(choice.LayerId)))
        {
            foreach (string trial in choice.TrialIds.Where(pictures.ContainsKey))
            {
                PictureQuality quality = PictureQualityStage.Judge(activations[choice.LayerId], pictures[trial], references[choice.LayerId], Context);
                folder.KeepQuality(trial, Store(StageNames.PictureQuality, place => PictureQuality.Write(place, quality)));
            }
        }

        foreach (LayerResult layer in LayerGrouping.LastLayers(results).Select(group => group.Layer)
            .Where(layer => activations.ContainsKey(layer.Id) && sweep.HasSpectra))
        {
            int[]? labels = sweep.SamplesOf().Labels;
            LayerFeatures features = LayerFeaturesStage.Study(
                activations[layer.Id], sweep.Clusters(layer.Features), labels, labels is null ? 0 : sweep.Classes, references[layer.Id], Context);
            folder.KeepFeatures(layer.Id, Store(StageNames.LayerFeatures, place => LayerFeaturesStage.Write(place, features)));
        }

        foreach (LayerResult layer in results.Layers.Where(layer => sweep.HasGroups && !sweep.HasLabels && activations.ContainsKey(layer.Id)))
        {
            Grouping grouping = GroupingStage.Find(activations[layer.Id], layer.Id, Context)!;
            folder.KeepGrouping(layer.DatasetId, Store(StageNames.Grouping, place => GroupingStage.Write(place, grouping)));
        }

        foreach (SettingStudy study in SettingStudy.Of(results).Where(study => study.WantsForest))
        {
            folder.KeepImportance(
                study.Id, Store(StageNames.Importance, place => ImportanceStage.Write(place, ForestImportance.Of(study.Table(), Context))));
        }
    }

    /// <summary>An artifact of a stage, in a folder of its own.</summary>
    private Artifact Store(string stage, Action<string> write)
    {
        string place = Directory.CreateDirectory(Path.Combine(scratch, $"{artifacts.Count}")).FullName;
        write(place);
        StageKey key = StageKey.Of(stage, 1, new System.Text.Json.Nodes.JsonObject { ["number"] = artifacts.Count });
        Artifact artifact = new(key, place, new ArtifactManifest(stage, key.Hash, 0, 0, ArtifactFiles.Of(place, flush: false)));
        artifacts.Add(artifact);
        return artifact;
    }
}
