using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <content>Which file of which artifact lies where in the sweep's folder.</content>
internal sealed partial class SweepFolder
{
    /// <summary>A dataset's labels, images and features.</summary>
    public void KeepSamples(string datasetId, Artifact samples)
    {
        Keep(samples, SampleStage.Labels, paths.Labels(datasetId));
        Keep(samples, SampleStage.Values, paths.Values(datasetId));
        Keep(samples, SampleStage.Pixels, paths.Images(datasetId));
        Keep(samples, SampleStage.DeepPixels, paths.DeepImages(datasetId));
        Keep(samples, SampleStage.Names, paths.SampleNames(datasetId));
        Keep(samples, SampleStage.Texts, paths.SampleTexts(datasetId));
        Keep(samples, SampleStage.Splits, paths.SampleSplits(datasetId));
        Keep(samples, SampleStage.Features, paths.Features(datasetId));
        Keep(samples, SampleStage.Origin, paths.Origin(datasetId));
    }

    /// <summary>
    /// A model's description and what its training left (null for one without training), so that new inputs can be run through it.
    /// </summary>
    /// <param name="modelId">The model.</param>
    /// <param name="description">Kind, name and every setting, as a sweep file would say it.</param>
    /// <param name="content">Hashes of files outside the folder that the model is made of, by setting.</param>
    /// <param name="trained">What the training left; null for a model without training.</param>
    public void KeepModel(string modelId, string description, IReadOnlyDictionary<string, string> content, Artifact? trained)
    {
        foreach (string file in trained?.Files ?? [])
        {
            Keep(trained!, file, PlainName.Under(paths.ModelFiles(modelId), file.Split('/')));
        }

        WriteText(paths.ModelDescription(modelId), description);
        if (content.Count > 0)
        {
            WriteJson(paths.ModelContent(modelId), content);
        }
    }

    /// <summary>A layer's activations for the pages that look at single features.</summary>
    public void KeepActivations(string layerId, Artifact activations) =>
        Keep(activations, ActivationStage.Activations, paths.Activations(layerId));

    /// <summary>A layer's principal components for the report.</summary>
    public void KeepSpectrum(string layerId, Artifact spectrum)
    {
        Keep(spectrum, SpectrumStage.Spectrum, paths.Spectrum(layerId));
        Keep(spectrum, SpectrumStage.Loadings, paths.Loadings(layerId));
        Keep(spectrum, SpectrumStage.Scores, paths.Scores(layerId));
    }

    /// <summary>A layer's features one by one and two by two.</summary>
    public void KeepFeatures(string layerId, Artifact features)
    {
        Keep(features, LayerFeatures.CorrelationsFile, paths.Correlations(layerId));
        Keep(features, LayerFeatures.DifferencesFile, paths.Differences(layerId));
        Keep(features, LayerFeatures.DescriptionFile, paths.LayerFeatures(layerId));
    }

    /// <summary>The groups of a dataset's samples, where these have neither classes nor values.</summary>
    public void KeepGrouping(string datasetId, Artifact grouping)
    {
        Keep(grouping, Grouping.GroupsFile, paths.Groups(datasetId));
        Keep(grouping, Grouping.DescriptionFile, paths.Grouping(datasetId));
    }

    /// <summary>A trial's picture and scores; a failed one has none.</summary>
    public void KeepTrial(TrialResult result, Artifact? embedding)
    {
        if (embedding is not null && result.IsDone)
        {
            Keep(embedding, EmbeddingStage.Embedding, paths.Embedding(result.Id));
            WriteJson(paths.Metrics(result.Id), result);
        }
    }

    /// <summary>The linear maps that stand for the pictures of a layer.</summary>
    public void KeepMaps(IEnumerable<string> trialIds, Artifact maps)
    {
        foreach ((int picture, string trialId) in trialIds.Index())
        {
            Keep(maps, LinearMapStage.Numbers(picture), paths.Map(trialId));
            Keep(maps, LinearMapStage.Description(picture), paths.MapDescription(trialId));
        }
    }

    /// <summary>What chance scores on a layer.</summary>
    public void KeepNull(string layerId, Artifact scores) => Keep(scores, NullScoreStage.Scores, paths.NullScores(layerId));

    /// <summary>The samples that tell most of a model's last layer.</summary>
    public void KeepChosen(string modelId, Artifact kept)
    {
        Keep(kept, KeptSampleStage.Activations, paths.KeptActivations(modelId));
        Keep(kept, KeptSampleStage.Origin, paths.KeptOrigin(modelId));
        Keep(kept, KeptSampleStage.Maps, paths.KeptMaps(modelId));
        Keep(kept, KeptSampleStage.Kept, paths.KeptSamples(modelId));
    }

    /// <summary>The quality of a picture beyond its scores.</summary>
    public void KeepQuality(string trialId, Artifact quality)
    {
        Keep(quality, PictureQuality.CurveFile, paths.QualityCurve(trialId));
        Keep(quality, PictureQuality.PointsFile, paths.QualityPoints(trialId));
        Keep(quality, PictureQuality.PairsFile, paths.QualityPairs(trialId));
    }

    /// <summary>The true neighbours of the samples in a layer.</summary>
    public void KeepNeighbors(string layerId, NeighborGraph graph)
    {
        folder.Put(paths.Neighbors(layerId), Bytes(stream => NpyFile.Write(stream, graph.Indices, graph.Count, graph.K)));
        folder.Put(paths.NeighborDistances(layerId), Bytes(stream => NpyFile.Write(stream, graph.Distances, graph.Count, graph.K)));
    }

    /// <summary>What a trained model takes the samples for.</summary>
    public void KeepPredictions(string modelId, Artifact answers)
    {
        Keep(answers, PredictionStage.Predicted, paths.Predicted(modelId));
        Keep(answers, PredictionStage.Confidence, paths.Confidence(modelId));
    }

    private static byte[] Bytes(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        return stream.ToArray();
    }
}
