using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Onnx.Configuration;
using Experiments.Onnx.Files;
using Experiments.Onnx.Packages;
using Experiments.Onnx.Running;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Pretrained;

/// <summary>
/// The residual network of 18 layers and a head that ML.NET publishes, trained on the photographs of ImageNet, without its head: it sees, but names
/// nothing. Images are resized to 224 × 224, in blue, green, red, less the mean image of the training.
/// </summary>
internal sealed class ResNet18(PretrainedOptions options, DataContext data) : PublishedNetwork(Published, data)
{
    private const int Side = 224;

    /// <summary>The weights.</summary>
    public static readonly Weights Published = new(
        new PublishedPackage("Microsoft.ML.DnnImageFeaturizer.ResNet18", "0.23.1", 59_500_419,
        [
            new("ResNet18.onnx", "tools/DnnImageModels/ResNet18Onnx/ResNet18.onnx",
                "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f"),
            new("ResNetPreprocess.onnx", "tools/DnnImageModels/ResNetPrepOnnx/ResNetPreprocess.onnx",
                "84bf8def78d0befaa3f6e73745d57d7016c6a192ead76f79686bd438c1047004"),
        ]),
        "MIT, as the package states; trained on ImageNet, whose images are for research",
        "He, Zhang, Ren, Sun (2016), Deep residual learning for image recognition, CVPR; weights by Microsoft");

    private static readonly NamedTensor[] Named =
    [
        new("stem", "ReLU253_Output_0", 64, 112, 112),
        new("stem.pool", "Pooling255_Output_0", 64, 56, 56),
        new("stage1.block1", "ReLU269_Output_0", 64, 56, 56),
        new("stage1.block2", "ReLU283_Output_0", 64, 56, 56),
        new("stage2.block1", "ReLU301_Output_0", 128, 28, 28),
        new("stage2.block2", "ReLU315_Output_0", 128, 28, 28),
        new("stage3.block1", "ReLU333_Output_0", 256, 14, 14),
        new("stage3.block2", "ReLU347_Output_0", 256, 14, 14),
        new("stage4.block1", "ReLU365_Output_0", 512, 7, 7),
        new("stage4.block2", "ReLU379_Output_0", 512, 7, 7),
        new("stage4.block3", "ReLU393_Output_0", 512, 7, 7),
        new("pooled", "Pooling395_Output_0", 512),
    ];

    private static readonly Preprocessing Prepared = new()
    {
        Size = (Side, Side),
        Channels = ChannelOrder.Bgr,
        Scale = new Factor("1", 1),
    };

    /// <inheritdoc/>
    public override JsonObject Parameters => new() { ["threads"] = options.Threads };

    /// <inheritdoc/>
    protected override IReadOnlyList<NamedTensor> Tensors => Named;

    /// <inheritdoc/>
    protected override string? Mismatch(DatasetInfo dataset) => dataset.Shape is null
        ? "it sees images, and these samples are none; use kind: pixels for rows of numbers, minilm for texts" : null;

    /// <inheritdoc/>
    protected override IReadOnlyList<Matrix> Compute(SampleSet samples, IReadOnlyList<LayerRequest> layers, StageContext context)
    {
        (OnnxFile network, IReadOnlyList<string> others) = Files;
        LayerRequest[] tensors = [.. layers.Select(layer => layer with { Name = Tensors.First(tensor => tensor.Name == layer.Name).Tensor })];
        using OnnxSession session = OnnxSession.Open(
            network, options.On(network.Path), Tensors.Select(tensor => tensor.Tensor), context.Cancellation);
        ISampleFeed images = InputFit.Fit(session.Input, SampleShape.Of(samples), Prepared);
        return new LayerOutputs(session, new CentredFeed(images, MeanImage(others[0], context)), options.On(network.Path))
            .Compute(samples, tensors, context);
    }

    /// <summary>What the package's own preparation makes of black: minus the mean image.</summary>
    private float[] MeanImage(string file, StageContext context)
    {
        OnnxFile preparation = OnnxFile.Read(file);
        using OnnxSession session = OnnxSession.Open(preparation, options.On(file), [], context.Cancellation);
        return session.Run(new float[3 * Side * Side], [1, 3, Side, Side], preparation.Facts.Outputs)[0].Values;
    }
}
