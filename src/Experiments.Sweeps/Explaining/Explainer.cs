using Experiments.Data;
using Experiments.Data.Features;
using Experiments.Data.Images;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Explaining;

/// <summary>
/// Takes one input through a finished sweep, from the sweep's folder alone: models and samples are stored there, activations are
/// computed again (to the same bytes), pictures are read.
/// </summary>
public sealed class Explainer
{
    private readonly SweepPaths paths;
    private readonly SweepResults results;
    private readonly IReadOnlyList<ChosenPictures> pictures;
    private readonly ExplanationRequest request;
    private readonly SweepCatalog catalog;
    private readonly DataContext data;
    private readonly StageContext context;

    private Explainer(string directory, ExplanationRequest request, SweepCatalog catalog, DataContext data, StageContext context)
    {
        paths = new SweepPaths(directory);
        results = SweepFiles.Open(paths);
        pictures = BestPictures.Of(results);
        this.request = request;
        this.catalog = catalog;
        this.data = data with { FileDirectory = results.FileDirectory };
        this.context = context;
    }

    /// <summary>Explains an input by the models and pictures of a finished sweep.</summary>
    /// <param name="directory">A finished sweep's folder.</param>
    /// <param name="request">The input, and the choice of models and layers.</param>
    /// <param name="catalog">The models and reducers that the sweep may have used.</param>
    /// <param name="data">The places in which files outside the folder that models name (an ONNX network) are looked for.</param>
    /// <param name="context">The circumstances of the run, which never change results.</param>
    /// <exception cref="SweepException">No dataset has such an input, no model such a layer, or the folder lacks what is needed.</exception>
    /// <exception cref="DataException">The image file cannot be read.</exception>
    public static Explanation Explain(
        string directory, ExplanationRequest request, SweepCatalog catalog, DataContext data, StageContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(context);
        return new Explainer(directory, request, catalog, data, context).Run();
    }

    private Explanation Run()
    {
        FileRow? row = request.Row is { } named ? FileRow.Open(named) : null;
        if (results.Finished.Length == 0)
        {
            throw new SweepException($"'{paths.Root}' holds a sweep that was stopped before its end; run it again, finished stages are kept.");
        }

        LayerResult[] layers = [.. results.Layers.Where(layer => pictures.Any(choice => choice.LayerId == layer.Id))];
        DatasetResult[] datasets = [.. results.Datasets.Where(dataset => layers.Any(layer => layer.DatasetId == dataset.Id))];
        (DatasetResult Dataset, int? Sample)[] inputs = new InputChoice(paths, request, row).Applying(datasets);
        Dictionary<string, TrainedModel> models = OpenModels([.. inputs.Select(input => input.Dataset)], layers);
        RequireLayer(models.Values);
        return new Explanation(
            results.Name, inputs[0].Sample, request.ImageFile,
            [.. inputs.Select(input => Explain(input.Dataset, input.Sample, row, layers, models))])
        {
            Row = row?.Name,
            Text = request.Text,
        };
    }

    private Dictionary<string, TrainedModel> OpenModels(DatasetResult[] datasets, LayerResult[] layers) => results.Models
        .Where(model => layers.Any(layer => layer.ModelId == model.Id) && model.Status is not TrialStatus.Failed)
        .SelectMany(model => datasets.Where(dataset => dataset.Id == model.DatasetId), (model, dataset) => (model, dataset))
        .ToDictionary(pair => pair.model.Id, pair => StoredModel.Open(paths, pair.model, pair.dataset, catalog.Models, data));

    private void RequireLayer(IEnumerable<TrainedModel> models)
    {
        string[] names = [.. models.SelectMany(model => model.Layers.Select(layer => layer.Name)).Distinct()];
        if (request.Layer is { } layer && !names.Contains(layer))
        {
            throw new SweepException($"--layer: got '{layer}', expected one of {LayerPlanner.Listed(names)}{Spelling.Suggest(layer, names)}");
        }
    }

    private ExplainedDataset Explain(
        DatasetResult dataset, int? sample, FileRow? row, LayerResult[] layers, Dictionary<string, TrainedModel> models)
    {
        SampleSet samples = StoredSamples.Read(paths, dataset);
        FittedImage? file = request.ImageFile is { } path ? FittedImage.Read(path, dataset.Shape!, request.Invert) : null;
        SampleSet input = file is not null
            ? new SampleSet(1, file.Shape, file.Pixels, null, null) { DeepPixels = Depth(file, samples) }
            : request.Text is { } text ? new SampleSet(1, null, null, dataset.Words!.Encode([text]), null) { Texts = [text] }
            : row is not null ? new SampleSet(1, null, null, row.Encode(dataset.Encoding!, samples.Features!.Origin), null)
            : samples.At([sample!.Value]);
        PlaceFinder finder = new(paths, catalog.Reducers, sample, request.Neighbors, context);
        return new ExplainedDataset
        {
            Dataset = dataset,
            Sample = sample,
            Names = samples.Names,
            TrueClass = input.Labels?[0] is int label and >= 0 ? label : null,
            Image = input.Pixels is not { } pixels ? null : new ExplainedImage(input.Shape!, pixels)
            {
                Original = file is { Differs: true } ? file : null,
                Inverted = file is not null && request.Invert,
                LooksInverted = file is not null && ImageBorder.Contradicts(input, samples),
            },
            Text = input.Texts?[0],
            Texts = samples.Texts,
            Table = input.Texts is null && input.Features is { } values ? new ExplainedTable(dataset.Encoding, samples.Features!, values) : null,
            Models = [.. results.Models.Where(model => model.DatasetId == dataset.Id && models.ContainsKey(model.Id))
                .Select(model => Explain(model, new ModelExplainer(models[model.Id], samples, context).Explain(input, request.Layer)))],
            Layers = [.. layers.Where(layer =>
                layer.DatasetId == dataset.Id && models.ContainsKey(layer.ModelId) && layer.Name == (request.Layer ?? layer.Name))
                .Select(layer => Find(finder, layer, models[layer.ModelId], samples, sample, input))],
        };
    }

    private static ExplainedModel Explain(ModelResult model, InputTrace trace) =>
        new() { Model = model, Prediction = trace.Prediction, Maps = trace.Maps, Vector = trace.Vector };

    /// <summary>A new image in the depth of the samples; one of 8 bits among samples of 16 is as bright.</summary>
    private static ushort[]? Depth(FittedImage file, SampleSet samples) =>
        samples.DeepPixels is null ? null : file.DeepPixels ?? Array.ConvertAll(file.Pixels, value => (ushort)(257 * value));

    private ExplainedLayer Find(PlaceFinder finder, LayerResult layer, TrainedModel model, SampleSet samples, int? sample, SampleSet input)
    {
        Pooling pooling = Enum.Parse<Pooling>(layer.Pooling, ignoreCase: true);
        Matrix activations = StoredPicture.Finite(
            model.Activations(samples, layer.Name, pooling, context), $"'{paths.Root}', {layer.Name} of {layer.ModelId}");
        Matrix own = sample is { } place
            ? new Matrix(activations.Row(place).ToArray(), 1, activations.Columns) { Origin = activations.Origin }
            : model.Activations(input, layer.Name, pooling, context);
        IReadOnlyList<string> chosen = pictures.First(choice => choice.LayerId == layer.Id).TrialIds;
        return finder.Find(layer, new ReductionInput(activations) { Labels = samples.Labels }, own,
            [.. results.Trials.Where(trial => chosen.Contains(trial.Id))]);
    }
}
