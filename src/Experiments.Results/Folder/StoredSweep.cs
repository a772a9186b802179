using System.Collections.Concurrent;
using System.Text.Json;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Results.Folder;

/// <summary>Points of a picture.</summary>
internal sealed record Points(float[] X, float[] Y)
{
    public int Count => X.Length;

    /// <summary>True when every point has a place.</summary>
    public bool IsFinite => Array.TrueForAll(X, float.IsFinite) && Array.TrueForAll(Y, float.IsFinite);

    /// <summary>The points as rows.</summary>
    public Matrix ToMatrix()
    {
        Matrix matrix = new(Count, 2);
        for (int i = 0; i < Count; i++)
        {
            (matrix.Row(i)[0], matrix.Row(i)[1]) = (X[i], Y[i]);
        }

        return matrix;
    }
}

/// <summary>Images of a dataset's samples, one after another, rows top to bottom, channels interleaved.</summary>
internal sealed record ImageSet(byte[] Pixels, ImageShape Shape);

/// <summary>
/// A sweep as its folder stores it: its results and, on demand, the arrays they refer to. A missing array is null, a damaged one a fault.
/// </summary>
internal sealed class StoredSweep
{
    private const double Rounding = 1e-9;
    private readonly SweepPaths paths;
    private readonly ConcurrentDictionary<(string Path, Type Type), object?> arrays = new();
    private readonly Dictionary<string, LayerResult> layers = [];
    private readonly Dictionary<string, LayerResult> layersOfTrials = [];

    private StoredSweep(SweepPaths paths, SweepResults results)
    {
        this.paths = paths;
        Results = results;
        results.Layers.ToList().ForEach(layer => layers.TryAdd(layer.Id, layer));
        results.Trials.ToList().ForEach(trial => layersOfTrials.TryAdd(trial.Id, layers[trial.LayerId]));
    }

    public SweepResults Results { get; }

    /// <summary>Reads results.json of a folder whose files are as they were written.</summary>
    /// <exception cref="SweepException">There is no results.json, or it can't be read.</exception>
    public static StoredSweep Open(string directory)
    {
        SweepPaths paths = new(directory);
        return new StoredSweep(paths, SweepFiles.Open(paths));
    }

    /// <summary>The resolved configuration as text; null when the file is gone.</summary>
    public string? Configuration => File.Exists(paths.ConfigYaml) ? File.ReadAllText(paths.ConfigYaml) : null;

    /// <summary>True when the sweep file of a search's best setting is there.</summary>
    public bool HasBestSetting => File.Exists(paths.BestYaml);

    public Points? Embedding(string trialId) => Columns(paths.Embedding(trialId), layersOfTrials[trialId].Samples);

    public Points? Scores(string layerId) => Columns(paths.Scores(layerId), layers[layerId].Samples);

    public Points? Loadings(string layerId) => Columns(paths.Loadings(layerId), layers[layerId].Features);

    /// <summary>Activations of a layer, n × d.</summary>
    public Matrix? Activations(string layerId) => Read(paths.Activations(layerId), path =>
    {
        NpyArray<float> array = NpyFile.ReadSingle(path);
        return array.Shape is [int rows, int columns] && rows == layers[layerId].Samples
            ? new Matrix(Finite(path, array.Values), rows, columns)
            : throw new SweepException($"{path} has shape ({string.Join(", ", array.Shape)}): expected {layers[layerId].Samples} rows.");
    });

    public int[]? Labels(string datasetId) => Read(paths.Labels(datasetId), path =>
    {
        DatasetResult dataset = Dataset(datasetId);
        int[] labels = NpyFile.ReadInt32(path).Values;
        int classes = dataset.ClassNames.Count > 0 ? dataset.ClassNames.Count : dataset.Samples;
        return labels.Length == dataset.Samples && Array.TrueForAll(labels, label => label >= -1 && label < classes)
            ? labels
            : throw new SweepException(
                $"{path} does not fit results.json: expected {dataset.Samples} labels from 0 to {classes - 1}, or -1 for none.");
    });

    /// <summary>Returns the names of a dataset's samples where they come from; null where they have none.</summary>
    public IReadOnlyList<string>? Names(string datasetId) => Read(paths.SampleNames(datasetId), _ => SampleNames.Read(paths, Dataset(datasetId)));

    /// <summary>The texts that a dataset's samples are; null where they are none.</summary>
    public IReadOnlyList<string>? Texts(string datasetId) =>
        Read(paths.SampleTexts(datasetId), _ => SampleNames.ReadTexts(paths, Dataset(datasetId)));

    /// <summary>The split each of a dataset's samples is from; null where all are of one.</summary>
    public IReadOnlyList<string>? Splits(string datasetId) =>
        Read(paths.SampleSplits(datasetId), _ => SampleNames.ReadSplits(paths, Dataset(datasetId)));

    /// <summary>The plain features of a dataset's samples; null where the images are the features.</summary>
    public Matrix? Table(string datasetId) => Read(paths.Features(datasetId), path =>
    {
        NpyArray<float> array = NpyFile.ReadSingle(path);
        DatasetResult dataset = Dataset(datasetId);
        double[]? origin = File.Exists(paths.Origin(datasetId)) ? NpyFile.ReadDouble(paths.Origin(datasetId)).Values : null;
        return array.Shape is [int rows, int columns] && rows == dataset.Samples && (origin is null || origin.Length == columns)
            && (dataset.Encoding is null || dataset.Encoding.Features == columns)
            ? new Matrix(Finite(path, array.Values), rows, columns) { Origin = origin }
            : throw new SweepException($"{path} does not fit results.json: expected the features of {dataset.Samples} samples.");
    });

    /// <summary>Values that stand in the labels' place.</summary>
    public double[]? Values(string datasetId) => Read(paths.Values(datasetId), path =>
    {
        double[] values = NpyFile.ReadDouble(path).Values;
        return values.Length == Dataset(datasetId).Samples
            ? values
            : throw new SweepException($"{path} does not fit results.json: expected {Dataset(datasetId).Samples} values.");
    });

    /// <summary>Groups that colour a dataset's samples where these have neither classes nor values; null where the folder tells of none.</summary>
    public Grouping? Grouping(string datasetId) => Read(paths.Groups(datasetId), path =>
        Inspection.Grouping.Read(path, paths.Grouping(datasetId), Results, Dataset(datasetId)));

    public double[]? Spectrum(string layerId) => Read(paths.Spectrum(layerId), path => NpyFile.ReadDouble(path).Values is var shares
        && Array.TrueForAll(shares, share => !(share < 0 || share > 1 + Rounding))
        ? shares
        : throw new SweepException($"{path}: expected shares of variance from 0 to 1."));

    /// <summary>The true nearest neighbours of every sample in a layer, nearest first; null where the folder does not tell.</summary>
    public NeighborGraph? Neighbors(string layerId) => Read(paths.Neighbors(layerId), path =>
    {
        if (!File.Exists(paths.NeighborDistances(layerId)))
        {
            return null;
        }

        int samples = layers[layerId].Samples;
        NpyArray<int> ids = NpyFile.ReadInt32(path);
        NpyArray<float> distances = NpyFile.ReadSingle(paths.NeighborDistances(layerId));
        return ids.Shape is [int rows, > 0] && rows == samples && ids.Shape.SequenceEqual(distances.Shape)
            && Array.TrueForAll(ids.Values, id => id >= 0 && id < samples)
            && Array.TrueForAll(distances.Values, distance => distance is >= 0 and < float.PositiveInfinity)
            ? new NeighborGraph(ids.Values, distances.Values, rows, ids.Shape[1])
            : throw new SweepException($"{path} and the distances beside it do not fit results.json: expected neighbours of {samples} samples.");
    });

    /// <summary>What a trained model takes every sample for; null where the folder does not tell.</summary>
    public int[]? Predicted(string modelId) => Read(paths.Predicted(modelId), path =>
    {
        DatasetResult dataset = DatasetOf(modelId);
        int[] predicted = NpyFile.ReadInt32(path).Values;
        return predicted.Length == dataset.Samples && Array.TrueForAll(predicted, label => label >= 0 && label < dataset.ClassNames.Count)
            ? predicted
            : throw new SweepException(
                $"{path} does not fit results.json: expected {dataset.Samples} classes from 0 to {dataset.ClassNames.Count - 1}.");
    });

    /// <summary>How surely a trained model takes every sample for what it does, 0..1; null where the folder does not tell.</summary>
    public float[]? Confidence(string modelId) => Read(paths.Confidence(modelId), path =>
    {
        int samples = DatasetOf(modelId).Samples;
        float[] confidence = NpyFile.ReadSingle(path).Values;
        return confidence.Length == samples && Array.TrueForAll(confidence, share => share is >= 0 and <= 1)
            ? confidence
            : throw new SweepException($"{path} does not fit results.json: expected {samples} probabilities.");
    });

    /// <summary>A model's kept samples.</summary>
    public KeptSamples? Kept(string modelId) => Read(paths.KeptSamples(modelId), path =>
    {
        KeptSamples? kept = InspectionFiles.Samples(paths, modelId);
        return kept is not null && InspectionChecks.Problem(kept, DatasetOf(modelId).Samples) is { } problem
            ? throw new SweepException($"{path} does not fit results.json: {problem}.") : kept;
    });

    /// <summary>The kept samples' rows of the model's last layer, one after another.</summary>
    public float[]? KeptActivations(string modelId) => Read(paths.KeptActivations(modelId), path => NpyFile.ReadSingle(path).Values);

    /// <summary>Returns the number that was subtracted from each feature of the kept samples; null where nothing was.</summary>
    public double[]? KeptOrigin(string modelId) => Read(paths.KeptOrigin(modelId), path => NpyFile.ReadDouble(path).Values);

    /// <summary>The kept samples' feature maps, one after another.</summary>
    public float[]? KeptMaps(string modelId) => Read(paths.KeptMaps(modelId), path => NpyFile.ReadSingle(path).Values);

    /// <summary>Returns the scores of chance on a layer.</summary>
    public NullScores? Null(string layerId) => Read(paths.NullScores(layerId), _ => InspectionFiles.Null(paths, layerId));

    /// <summary>A layer's features one by one and two by two; null where the folder does not tell.</summary>
    public LayerFeatures? Features(string layerId) => Read(paths.LayerFeatures(layerId), path =>
    {
        if (!File.Exists(paths.Correlations(layerId)))
        {
            return null;
        }

        int classes = Dataset(layers[layerId].DatasetId).ClassNames.Count;
        double[]? differences = File.Exists(paths.Differences(layerId)) ? NpyFile.ReadDouble(paths.Differences(layerId)).Values : null;
        LayerFeatures features = new(NpyFile.ReadDouble(paths.Correlations(layerId)).Values, Record<FeatureDescription>(path), differences);
        return InspectionChecks.Problem(features, layers[layerId].Features, classes) is { } problem
            ? throw new SweepException($"{path} does not fit results.json: {problem}.") : features;
    });

    /// <summary>What a forest says of a reducer's settings; null where the folder does not tell.</summary>
    /// <param name="reducerId">The name of the reducer among those of the sweep.</param>
    /// <param name="settings">The settings that were varied, in order.</param>
    public PermutationImportance? Importance(string reducerId, IReadOnlyList<string> settings) => Read(paths.Importance(reducerId), path =>
        Record<PermutationImportance>(path) is var forest && InspectionChecks.Problem(forest, settings) is { } problem
            ? throw new SweepException($"{path} does not fit results.json: {problem}.") : forest);

    /// <summary>A picture judged beyond its scores; null where the folder does not tell.</summary>
    public PictureQuality? Quality(string trialId) => Read(paths.QualityCurve(trialId), curve =>
        File.Exists(paths.QualityPoints(trialId)) && File.Exists(paths.QualityPairs(trialId))
            ? PictureQuality.Read(curve, paths.QualityPoints(trialId), paths.QualityPairs(trialId), layersOfTrials[trialId].Samples)
            : null);

    /// <summary>The linear map that stands for a picture.</summary>
    public PictureMap? Map(string trialId) => Read(paths.Map(trialId), path =>
    {
        PictureMap? map = PictureMap.Read(path, paths.MapDescription(trialId));
        return map is not null && InspectionChecks.Problem(map, layersOfTrials[trialId].Features, Coordinates(trialId)?.Columns) is { } problem
            ? throw new SweepException($"{path} does not fit results.json: {problem}.") : map;
    });

    /// <summary>A picture with all its columns.</summary>
    public Matrix? Coordinates(string trialId) => Read(paths.Embedding(trialId), path =>
    {
        NpyArray<float> array = NpyFile.ReadSingle(path);
        return array.Shape is [int rows, int columns] && rows == layersOfTrials[trialId].Samples
            ? new Matrix(Finite(path, array.Values), rows, columns)
            : throw new SweepException($"{path} has shape ({string.Join(", ", array.Shape)}): expected {layersOfTrials[trialId].Samples} rows.");
    });

    public ImageSet? Images(string datasetId) => Read(paths.Images(datasetId), path =>
    {
        NpyArray<byte> array = NpyFile.ReadBytes(path);
        int[] shape = array.Shape;
        int samples = Dataset(datasetId).Samples;
        return shape.Length == 4 && shape[0] == samples && shape[1] > 0 && shape[2] > 0 && shape[3] is 1 or 3
            ? new ImageSet(array.Values, new ImageShape(shape[1], shape[2], shape[3]))
            : throw new SweepException($"{path} has shape ({string.Join(", ", shape)}): expected {samples} x height x width x 1 or 3.");
    });

    private DatasetResult Dataset(string id) => Results.Datasets.First(dataset => dataset.Id == id);

    private DatasetResult DatasetOf(string modelId) => Dataset(Results.Models.First(model => model.Id == modelId).DatasetId);

    /// <summary>The first two columns of a matrix; a single column is drawn on a line.</summary>
    private Points? Columns(string path, int rows) => Read(path, file =>
    {
        NpyArray<float> array = NpyFile.ReadSingle(file);
        if (array.Shape.Length != 2 || array.Shape[0] != rows || array.Shape[1] < 1)
        {
            throw new SweepException($"{file} has shape ({string.Join(", ", array.Shape)}): expected {rows} rows and at least one column.");
        }

        int columns = array.Shape[1];
        float[] x = new float[array.Shape[0]];
        float[] y = new float[array.Shape[0]];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = array.Values[i * columns];
            y[i] = columns > 1 ? array.Values[(i * columns) + 1] : 0;
        }

        return new Points(x, y);
    });

    private static T Record<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), SweepJson.Options) ?? throw new JsonException("null stands for it");
        }
        catch (JsonException fault)
        {
            throw new SweepException($"{path}: not what a sweep keeps there, or damaged: {OneLine.Of(fault.Message)}", fault);
        }
    }

    private static float[] Finite(string path, float[] values) => Array.FindIndex(values, value => !float.IsFinite(value)) is int at and >= 0
        ? throw new SweepException($"{path}: its value {at} is {values[at]}, which is not finite.")
        : values;

    /// <summary>Every array is read once.</summary>
    private T? Read<T>(string path, Func<string, T?> read)
        where T : class => (T?)arrays.GetOrAdd((path, typeof(T)), _ => File.Exists(path) ? read(path) : null);
}
