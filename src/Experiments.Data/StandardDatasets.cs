namespace Experiments.Data;

/// <summary>The datasets this program knows.</summary>
public static class StandardDatasets
{
    /// <summary>A registry of all of them.</summary>
    public static DatasetRegistry Create() => new DatasetRegistry()
        .Add<GlyphOptions>("glyphs", "Glyphs", GlyphDataset.Version, (options, _) => new GlyphDataset(options))
        .Add<MnistOptions>("mnist", "MNIST", MnistDataset.Version, (_, context) => MnistDataset.Open(MnistFamily.Mnist, context))
        .Add<FashionMnistOptions>(
            "fashion-mnist", "Fashion-MNIST", MnistDataset.Version, (_, context) => MnistDataset.Open(MnistFamily.Fashion, context))
        .Add<Cifar10Options>("cifar10", "CIFAR-10", CifarFiles.Version, (_, context) => CifarFiles.Open(context))
        .Add<ImageOptions>("images", "Images", ImageDataset.Version, ImageDataset.Open)
        .Add<PrecomputedOptions>("precomputed", "Precomputed features", PrecomputedDataset.Version, PrecomputedDataset.Open);
}
