using System.Security.Cryptography;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Sweeps.Explaining;

/// <summary>
/// Adds to a finished sweep's folder what its report needs to follow single samples: for the layer of every model that the report is about its most
/// telling samples on their way through the model, linear maps that stand for the layer's pictures, and what chance would score. What is there
/// already is left alone.
/// </summary>
public sealed class SampleKeeper
{
    private const int Version = 2;
    private const int Neighbors = 8;
    private readonly SweepPaths paths;
    private readonly OwnFolder folder;
    private readonly SweepResults results;
    private readonly SweepCatalog catalog;
    private readonly DataContext data;
    private readonly StageContext context;

    private SampleKeeper(string directory, SweepCatalog catalog, DataContext data, StageContext context)
    {
        paths = new SweepPaths(directory);
        folder = StoredSweep.Folder(paths);
        results = SweepResults.Load(paths);
        this.catalog = catalog;
        this.data = data with { FileDirectory = results.FileDirectory };
        this.context = context;
    }

    /// <summary>Adds the kept samples, maps and null scores to a sweep's folder.</summary>
    /// <param name="directory">The sweep's folder.</param>
    /// <param name="pictures">The layers and pictures that stand for the sweep, as the report chooses them.</param>
    /// <param name="catalog">The models and metrics that the sweep may have used.</param>
    /// <param name="data">The places in which files outside the folder that models name are looked for.</param>
    /// <param name="context">The circumstances of the run, which never change results.</param>
    /// <exception cref="SweepException">The folder lacks what is needed.</exception>
    public static void Keep(
        string directory, IReadOnlyList<ChosenPictures> pictures, SweepCatalog catalog, DataContext data, StageContext context)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(context);
        SampleKeeper keeper = new(directory, catalog, data, context);
        foreach ((LayerResult layer, TrialResult[] trials) in keeper.LastLayers(pictures))
        {
            keeper.Keep(layer, trials);
        }

        keeper.folder.Seal();
    }

    private IEnumerable<(LayerResult, TrialResult[])> LastLayers(IReadOnlyList<ChosenPictures> pictures) => pictures
        .Where(choice => choice.TrialIds.Count > 0)
        .Select(choice => new { Layer = results.Layers.First(layer => layer.Id == choice.LayerId), choice.TrialIds })
        .GroupBy(choice => choice.Layer.ModelId)
        .Select(same => same.First(choice => choice.Layer == results.MostTelling([.. same.Select(one => one.Layer)])))
        .Select(last => (last.Layer, results.Trials.Where(trial => last.TrialIds.Contains(trial.Id)).ToArray()));

    private void Keep(LayerResult layer, TrialResult[] trials)
    {
        string stamp = Stamp(layer, trials);
        if (KeptSamples.Load(paths, layer.ModelId)?.Stamp == stamp)
        {
            return;
        }

        ModelResult result = results.Models.First(model => model.Id == layer.ModelId);
        DatasetResult dataset = results.Datasets.First(dataset => dataset.Id == layer.DatasetId);
        SampleSet samples = BundledSamples.Read(paths, dataset);
        BundledModel model = BundledModel.Open(paths, result, dataset, catalog.Models, data);
        Matrix activations = model.Activations(samples, layer.Name, Enum.Parse<Pooling>(layer.Pooling, ignoreCase: true), context);
        Matrix[] pictures = [.. trials.Select(trial => StoredPicture.Read(paths, trial, activations.Rows))];
        new MapKeeper(paths, folder, activations, Contexts.Reduction(context)).Keep(trials, pictures);
        new NullKeeper(paths, folder, results, catalog.Metrics, Contexts.Reduction(context)).Keep(layer, activations, samples.Labels, pictures);

        Matrix[] judged = [.. pictures.Where((_, i) => !MapKeeper.IsLinear(trials[i]))];
        ChosenSample[] chosen = [.. new SampleChoice(samples.Labels, activations, judged.Length > 0 ? judged : pictures, Contexts.Reduction(context))
            .Choose(results.Report.Samples)];
        ExplainedModel[] ways = [.. chosen.Select(one => new ModelExplainer(model, samples, samples.At([one.Sample]), context).Explain(result, null))];
        folder.Remove([paths.KeptSamples(layer.ModelId)]);
        WriteArrays(layer.ModelId, activations, chosen, ways);

        // Last, and gone before: what tells of the arrays is there only when they all are.
        folder.Put(paths.KeptSamples(layer.ModelId), JsonFile.Bytes(new KeptSamples
        {
            Stamp = stamp,
            LayerId = layer.Id,
            Maps = ways.FirstOrDefault()?.Maps is { } maps ? new KeptMaps(maps.Layer, maps.Convolution, maps.Channels, maps.Height, maps.Width) : null,
            Samples = [.. chosen.Zip(ways, (one, way) => Describe(one, way, activations))],
        }));
    }

    /// <summary>Layer and pictures by name and by content, the scores, and the picks.</summary>
    private string Stamp(LayerResult layer, TrialResult[] trials)
    {
        IEnumerable<string> pictures = trials.Select(trial => $"{trial.Id}:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(paths.Embedding(trial.Id))))[..16]}");
        return string.Join(' ', [$"{Version}", layer.Id, .. pictures, .. results.Metrics.Select(metric => metric.Name), .. results.Report.Samples.Select(sample => $"{sample}")]);
    }

    private KeptSample Describe(ChosenSample one, ExplainedModel way, Matrix activations) => new()
    {
        Sample = one.Sample,
        Reason = one.Reason,
        Strangers = one.Strangers,
        Judged = one.Judged,
        Prediction = way.Prediction,
        Vector = way.Vector,
        Nearest = NearSamples.Find(activations, activations.Row(one.Sample), one.Sample, Neighbors, Contexts.Reduction(context)),
    };

    private void WriteArrays(string modelId, Matrix activations, ChosenSample[] chosen, ExplainedModel[] ways)
    {
        float[] rows = [.. chosen.SelectMany(one => activations.Row(one.Sample).ToArray())];
        folder.Put(paths.KeptActivations(modelId), stream => NpyFile.Write(stream, rows, chosen.Length, activations.Columns));
        folder.Remove([paths.KeptOrigin(modelId)]);
        if (activations.Origin is { } origin)
        {
            folder.Put(paths.KeptOrigin(modelId), stream => NpyFile.Write(stream, (double[])[.. origin], origin.Count));
        }

        if (ways.FirstOrDefault()?.Maps is { } maps)
        {
            float[] all = [.. ways.SelectMany(way => way.Maps!.Values)];
            folder.Put(paths.KeptMaps(modelId), stream => NpyFile.Write(stream, all, chosen.Length, maps.Channels, maps.Height, maps.Width));
        }
    }
}
