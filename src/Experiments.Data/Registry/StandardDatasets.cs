using Experiments.Data.Articles;
using Experiments.Data.Cifar;
using Experiments.Data.Generated;
using Experiments.Data.Glyphs;
using Experiments.Data.Images;
using Experiments.Data.Mnist;
using Experiments.Data.Precomputed;
using Experiments.Data.Tabular;
using Experiments.Data.Texts;

namespace Experiments.Data.Registry;

/// <summary>The datasets this program knows.</summary>
public static class StandardDatasets
{
    /// <summary>A registry of all of them.</summary>
    public static DatasetRegistry Create() => new DatasetRegistry()
        .Add<GlyphOptions>("glyphs", "Glyphs", GlyphDataset.Version, Licenses.Generated, (options, _) => new GlyphDataset(options))
        .AddFamily<MnistOptions>(MnistFamily.Mnist)
        .AddFamily<FashionMnistOptions>(MnistFamily.Fashion)
        .AddFamily<KmnistOptions>(MnistFamily.Kuzushiji)
        .Add<Cifar10Options>("cifar10", "CIFAR-10", CifarFiles.Version, CifarFormat.License, (_, context) => CifarFiles.Open(context))
        .Add<Cifar100Options>("cifar100", "CIFAR-100", Cifar100Files.Version, CifarFormat.License, Cifar100Files.Open)
        .Add<ImageOptions>("images", "Images", ImageDataset.Version, Licenses.Own, ImageDataset.Open)
        .Add<PrecomputedOptions>("precomputed", "Precomputed features", PrecomputedDataset.Version, Licenses.Own, PrecomputedDataset.Open)
        .Add<TableOptions>("table", "Table", TableDataset.Version, Licenses.Own, TableDataset.Open)
        .Add<TextOptions>("text", "Texts", TextFiles.Version, Licenses.Own, TextFiles.Open)
        .Add<ArticlesOptions>("articles", "Articles", ArticleDataset.Version, Licenses.Generated, (options, _) => ArticleDataset.Open(options))
        .Add<BlobsOptions>("blobs", "Blobs", PointsDataset.Version, Licenses.Generated, (options, _) => Blobs.Open(options))
        .Add<MoonsOptions>("moons", "Moons", PointsDataset.Version, Licenses.Generated, (options, _) => Moons.Open(options))
        .Add<SwissRollOptions>("swiss-roll", "Swiss roll", PointsDataset.Version, Licenses.Generated, (options, _) => RolledSheets.OpenRoll(options))
        .Add<SCurveOptions>("s-curve", "S curve", PointsDataset.Version, Licenses.Generated, (options, _) => RolledSheets.OpenCurve(options));

    private static DatasetRegistry AddFamily<TOptions>(this DatasetRegistry registry, MnistFamily family)
        where TOptions : DatasetOptions, new() => registry.Add<TOptions>(
            family.Kind, family.Title, MnistDataset.Version, family.License, (_, context) => MnistDataset.Open(family, context));
}
