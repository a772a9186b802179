using System.Diagnostics;
using System.Reflection;
using Experiments.Data;
using Experiments.Networks.Loading;
using TorchSharp;
using static TorchSharp.torch;

namespace Experiments.Benchmarks;

/// <summary>
/// The same training as anyone would write it with TorchSharp's own modules: images resident as bytes, gathered and scaled batch by batch.
/// </summary>
internal static class PlainEpoch
{
    /// <summary>TorchSharp's version.</summary>
    public static string Version { get; } =
        typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>What the second epoch takes, a look at the part held out included.</summary>
    public static TimeSpan Measure(int images, int threads)
    {
        LibtorchLoader.EnsureLoaded();
        set_num_threads(threads);
        SampleSet samples = EpochImages.Make(images);
        ImageShape shape = samples.Shape!;
        using Tensor pixels = tensor(samples.Pixels!).view(images, shape.Height, shape.Width, shape.Channels).permute(0, 3, 1, 2).contiguous();
        using Tensor labels = tensor(Array.ConvertAll(samples.Labels!, label => (long)label));
        using TorchSharp.Modules.Sequential network = Network();
        using optim.Optimizer adam = optim.Adam(network.parameters(), lr: 1e-3);
        _ = Run(network, adam, pixels, labels);
        return Run(network, adam, pixels, labels);
    }

    private static TorchSharp.Modules.Sequential Network() => nn.Sequential(
        nn.Conv2d(3, 32, 3, padding: 1, bias: false), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding: 1, bias: false), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 128, 3, padding: 1, bias: false), nn.BatchNorm2d(128), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(128 * 4 * 4, 128), nn.ReLU(), nn.Linear(128, EpochImages.Classes));

    private static TimeSpan Run(TorchSharp.Modules.Sequential network, optim.Optimizer adam, Tensor pixels, Tensor labels)
    {
        long start = Stopwatch.GetTimestamp();
        long held = EpochImages.HeldOut((int)pixels.shape[0]);
        network.train();
        using Tensor order = randperm(pixels.shape[0] - held);
        foreach (Tensor batch in order.split(EpochImages.BatchSize))
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            Tensor loss = nn.functional.cross_entropy(network.forward(Scale(pixels.index_select(0, batch))), labels.index_select(0, batch));
            loss.backward();
            adam.step();
            _ = loss.item<float>();
        }

        network.eval();
        using IDisposable off = no_grad();
        for (long first = pixels.shape[0] - held; first < pixels.shape[0]; first += EpochImages.BatchSize)
        {
            using DisposeScope scope = NewDisposeScope();
            long count = Math.Min(EpochImages.BatchSize, pixels.shape[0] - first);
            Tensor scores = network.forward(Scale(pixels.narrow(0, first, count)));
            _ = nn.functional.cross_entropy(scores, labels.narrow(0, first, count)).item<float>();
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static Tensor Scale(Tensor bytes) => bytes.to(ScalarType.Float32).div(255);
}
