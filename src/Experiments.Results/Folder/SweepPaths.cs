using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Results.Folder;

/// <summary>Every path in a sweep's output folder, built in one place.</summary>
public sealed class SweepPaths(string root)
{
    /// <summary>The folder of the sweep, as an absolute path.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Held while a sweep writes the folder.</summary>
    public string Lock => Path.Combine(Root, ".sweep.lock");

    /// <summary>The number of the process that holds it.</summary>
    public string LockHolder => Path.Combine(Root, ".sweep.process");

    /// <summary>The report that was printed.</summary>
    public string Report => Path.Combine(Root, "report.pdf");

    /// <summary>The report that can be touched.</summary>
    public string Viewer => Path.Combine(Root, "report.html");

    /// <summary>One row a trial.</summary>
    public string ResultsCsv => Path.Combine(Root, "results.csv");

    /// <summary>The results as a tree: <see cref="SweepResults"/>.</summary>
    public string ResultsJson => Path.Combine(Root, "results.json");

    /// <summary>The artifacts that the sweep's last finished run opened or made, "stage/key"; none of them is needed to read the folder.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts.json");

    /// <summary>The configuration with every default written out.</summary>
    public string ConfigYaml => Path.Combine(Root, "config.yaml");

    /// <summary>The sweep of the best setting that a search found; absent where the sweep did not search.</summary>
    public string BestYaml => Path.Combine(Root, "best.yaml");

    /// <summary>The folder of what a report is drawn from, beside the pictures of trials.</summary>
    public string ModelFolder => Path.Combine(Root, "model");

    /// <summary>A trial's picture, n × components float32.</summary>
    public string Embedding(string trialId) => PlainName.Under(Root, "trials", trialId, "embedding.npy");

    /// <summary>The scores of a trial.</summary>
    public string Metrics(string trialId) => PlainName.Under(Root, "trials", trialId, "metrics.json");

    /// <summary>Class indices of a dataset's samples, n int32, −1 where the class is not known; absent when there are no classes.</summary>
    public string Labels(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, "labels.npy");

    /// <summary>Values that stand in the labels' place, n float64; absent when labels are classes.</summary>
    public string Values(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, "values.npy");

    /// <summary>Images of a dataset's samples, n × h × w × c uint8; absent when there are none.</summary>
    public string Images(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, "images.npy");

    /// <summary>The images in 16 bits, uint16; absent where they have 8.</summary>
    public string DeepImages(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, "images16.npy");

    /// <summary>
    /// The group of every sample of a dataset that has neither classes nor values, n int32; absent where there are classes or values, few samples, or
    /// nothing that differs.
    /// </summary>
    public string Groups(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, Inspection.Grouping.GroupsFile);

    /// <summary>How these groups were found, as <see cref="Inspection.GroupingDescription"/>.</summary>
    public string Grouping(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, Inspection.Grouping.DescriptionFile);

    /// <summary>Names of a dataset's samples, a JSON list of texts; absent where they have none.</summary>
    public string SampleNames(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, "names.json");

    /// <summary>The texts that a dataset's samples are, a JSON list; absent where they are none.</summary>
    public string SampleTexts(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, "texts.json");

    /// <summary>The split of each of a dataset's samples, a JSON list of texts; absent where all are of one.</summary>
    public string SampleSplits(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, "splits.json");

    /// <summary>Features of a dataset's samples, n × d float32; absent when the images are the features.</summary>
    public string Features(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, "features.npy");

    /// <summary>
    /// The number that was subtracted from each of those features (<see cref="Experiments.Reduction.Matrix.Origin"/>), d float64; absent when
    /// nothing was.
    /// </summary>
    public string Origin(string datasetId) => PlainName.Under(ModelFolder, "datasets", datasetId, "origin.npy");

    /// <summary>The description of a model: kind, name and every setting, as a sweep file would say it.</summary>
    public string ModelDescription(string modelId) => PlainName.Under(ModelFolder, "models", modelId, "model.yaml");

    /// <summary>Hashes of files outside the folder that a model is made of (an ONNX network), by setting; absent when there are none.</summary>
    public string ModelContent(string modelId) => PlainName.Under(ModelFolder, "models", modelId, "content.json");

    /// <summary>The files that a model's training left (weights); absent for a model that needs none.</summary>
    public string ModelFiles(string modelId) => PlainName.Under(ModelFolder, "models", modelId, "trained");

    /// <summary>What a trained model takes each sample for, n int32; absent for a model that does not tell classes apart.</summary>
    public string Predicted(string modelId) => PlainName.Under(ModelFolder, "models", modelId, "predicted.npy");

    /// <summary>How surely: the probability of that class, n float32.</summary>
    public string Confidence(string modelId) => PlainName.Under(ModelFolder, "models", modelId, "confidence.npy");

    /// <summary>A model's most telling samples, as <see cref="Inspection.KeptSamples"/>.</summary>
    public string KeptSamples(string modelId) => PlainName.Under(ModelFolder, "models", modelId, "samples.json");

    /// <summary>The kept samples' rows of the model's last reduced layer, s × d float32.</summary>
    public string KeptActivations(string modelId) => PlainName.Under(ModelFolder, "models", modelId, "activations.npy");

    /// <summary>The number that was subtracted from each feature of the kept rows, d float64; absent when nothing was.</summary>
    public string KeptOrigin(string modelId) => PlainName.Under(ModelFolder, "models", modelId, "origin.npy");

    /// <summary>The kept samples' feature maps, s × channels × h × w float32; absent for a model without layers over space.</summary>
    public string KeptMaps(string modelId) => PlainName.Under(ModelFolder, "models", modelId, "maps.npy");

    /// <summary>
    /// The linear map that stands for a trial's picture, (1 + axes) × d float64: mean of every feature, then the weights of each axis.
    /// </summary>
    public string Map(string trialId) => PlainName.Under(Root, "trials", trialId, "map.npy");

    /// <summary>The kind and the quality of a trial's map, as <see cref="Inspection.MapDescription"/>.</summary>
    public string MapDescription(string trialId) => PlainName.Under(Root, "trials", trialId, "map.json");

    /// <summary>How neighbourhoods of every size fare in a trial's picture, as <see cref="Inspection.PictureQuality"/>.</summary>
    public string QualityCurve(string trialId) => PlainName.Under(Root, "trials", trialId, "curve.npy");

    /// <summary>The trustworthiness and the continuity of every point of a trial's picture.</summary>
    public string QualityPoints(string trialId) => PlainName.Under(Root, "trials", trialId, "points.npy");

    /// <summary>Distances of random pairs in a trial's layer and in its picture.</summary>
    public string QualityPairs(string trialId) => PlainName.Under(Root, "trials", trialId, "pairs.npy");

    /// <summary>The importance of a reducer's settings, as <see cref="Inspection.PermutationImportance"/>; absent where too few were tried.</summary>
    public string Importance(string reducerId) => PlainName.Under(ModelFolder, "reducers", reducerId, "importance.json");

    /// <summary>All that inspection files of a trial's picture.</summary>
    internal IReadOnlyList<string> PictureInspections(string trialId) =>
        [Map(trialId), MapDescription(trialId), QualityCurve(trialId), QualityPoints(trialId), QualityPairs(trialId)];

    /// <summary>All that inspection files of a model.</summary>
    internal IReadOnlyList<string> ModelInspections(string modelId) =>
        [KeptSamples(modelId), KeptActivations(modelId), KeptOrigin(modelId), KeptMaps(modelId)];

    /// <summary>Activations of a layer, n × d float32; absent for layers too wide to be read feature by feature.</summary>
    public string Activations(string layerId) => PlainName.Under(ModelFolder, "layers", layerId, "activations.npy");

    /// <summary>
    /// The scores of chance on a layer, as <see cref="Inspection.NullScores"/>; absent for layers that the report is not about.
    /// </summary>
    public string NullScores(string layerId) => PlainName.Under(ModelFolder, "layers", layerId, "null.json");

    /// <summary>Explained variance ratio of every principal component of a layer, r float64, descending.</summary>
    public string Spectrum(string layerId) => PlainName.Under(ModelFolder, "layers", layerId, "spectrum.npy");

    /// <summary>The correlation of every two features of a layer, d × d float64; absent for layers whose features no page shows.</summary>
    public string Correlations(string layerId) => PlainName.Under(ModelFolder, "layers", layerId, Inspection.LayerFeatures.CorrelationsFile);

    /// <summary>How far every feature of a layer sets every class apart, classes × d float64; absent without classes, or with too many.</summary>
    public string Differences(string layerId) => PlainName.Under(ModelFolder, "layers", layerId, Inspection.LayerFeatures.DifferencesFile);

    /// <summary>The order of a layer's features and the best two of them, as <see cref="Inspection.FeatureDescription"/>.</summary>
    public string LayerFeatures(string layerId) => PlainName.Under(ModelFolder, "layers", layerId, Inspection.LayerFeatures.DescriptionFile);

    /// <summary>All that is filed of a layer's features.</summary>
    internal IReadOnlyList<string> FeatureFiles(string layerId) => [Correlations(layerId), Differences(layerId), LayerFeatures(layerId)];

    /// <summary>
    /// The true nearest neighbours of every sample in a layer, nearest first, n × k int32, where k is
    /// <see cref="Inspection.PictureQuality.NeighborhoodOf"/>; absent in folders of earlier versions.
    /// </summary>
    public string Neighbors(string layerId) => PlainName.Under(ModelFolder, "layers", layerId, "neighbors.npy");

    /// <summary>Their distances, n × k float32.</summary>
    public string NeighborDistances(string layerId) => PlainName.Under(ModelFolder, "layers", layerId, "neighbor_distances.npy");

    /// <summary>Loadings of a layer on its first two components, d × 2 float32 (unit columns).</summary>
    public string Loadings(string layerId) => PlainName.Under(ModelFolder, "layers", layerId, "loadings.npy");

    /// <summary>PCA scores of the samples on the first two components, n × 2 float32.</summary>
    public string Scores(string layerId) => PlainName.Under(ModelFolder, "layers", layerId, "scores.npy");
}
