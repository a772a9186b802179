namespace Experiments.Data;

/// <summary>The datasets this program knows.</summary>
public static class StandardDatasets
{
    /// <summary>Licence of what this program generates.</summary>
    internal const string GeneratedLicense = "MIT, as this program";

    /// <summary>Licence of a user's own files.</summary>
    internal const string OwnLicense = "not stated";

    /// <summary>A registry of all of them.</summary>
    public static DatasetRegistry Create() => new DatasetRegistry()
        .Add<GlyphOptions>("glyphs", "Glyphs", GlyphDataset.Version, GeneratedLicense, (options, _) => new GlyphDataset(options))
        .AddFamily<MnistOptions>(MnistFamily.Mnist)
        .AddFamily<FashionMnistOptions>(MnistFamily.Fashion)
        .AddFamily<KmnistOptions>(MnistFamily.Kuzushiji)
        .Add<Cifar10Options>("cifar10", "CIFAR-10", CifarFiles.Version, CifarFormat.License, (_, context) => CifarFiles.Open(context))
        .Add<Cifar100Options>("cifar100", "CIFAR-100", Cifar100Files.Version, CifarFormat.License, Cifar100Files.Open)
        .Add<ImageOptions>("images", "Images", ImageDataset.Version, OwnLicense, ImageDataset.Open)
        .Add<PrecomputedOptions>("precomputed", "Precomputed features", PrecomputedDataset.Version, OwnLicense, PrecomputedDataset.Open)
        .Add<TableOptions>("table", "Table", TableDataset.Version, OwnLicense, TableDataset.Open)
        .Add<BlobsOptions>("blobs", "Blobs", PointsDataset.Version, GeneratedLicense, Blobs.Open)
        .Add<MoonsOptions>("moons", "Moons", PointsDataset.Version, GeneratedLicense, Moons.Open)
        .Add<SwissRollOptions>("swiss-roll", "Swiss roll", PointsDataset.Version, GeneratedLicense, RolledSheets.OpenRoll)
        .Add<SCurveOptions>("s-curve", "S curve", PointsDataset.Version, GeneratedLicense, RolledSheets.OpenCurve);

    private static DatasetRegistry AddFamily<TOptions>(this DatasetRegistry registry, MnistFamily family)
        where TOptions : DatasetOptions, new() => registry.Add<TOptions>(
            family.Kind, family.Title, MnistDataset.Version, family.License, (_, context) => MnistDataset.Open(family, context));
}
