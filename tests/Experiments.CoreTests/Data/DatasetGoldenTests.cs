using Experiments.Data;
using Experiments.Data.Cifar;
using Experiments.Data.Glyphs;
using Experiments.Data.Images;
using Experiments.Data.Precomputed;
using Experiments.Data.Registry;
using Experiments.Data.Tabular;
using Experiments.Data.Texts;

namespace Experiments.Tests.Data;

/// <summary>What every kind of dataset reads from one source, beside its version (Fixtures/goldens/datasets.json).</summary>
public sealed class DatasetGoldenTests(CifarFixture cifar10, Cifar100Fixture cifar100) : IClassFixture<CifarFixture>, IClassFixture<Cifar100Fixture>
{
    private const string Table = """
        name,weight,city,when,kind
        a,1.5,Oslo,1700000000,x
        b,-0.25,Rome,1700000060,y
        c,-3e2,Oslo,1700000120,x
        d,4,Bern,1700000180,z
        e,7.25,Rome,1700000240,y
        f,0.5,Bern,1700000300,x
        """;

    [Fact]
    public void No_samples_change_without_their_version()
    {
        using TemporaryFolder folder = new();
        string table = folder.Write("table.csv", Table);
        DatasetRegistry registry = StandardDatasets.Create();
        SortedDictionary<string, Golden> now = new(StringComparer.Ordinal);
        foreach (DatasetDescriptor kind in registry.All)
        {
            IDataset dataset = Open(kind, table);
            foreach ((string split, int count) in dataset.Info.Splits)
            {
                SampleSet samples = dataset.Read(split, [.. Enumerable.Range(0, Math.Min(count, 24))], CancellationToken.None);
                string name = $"{kind.Kind} {split}, {count} x {dataset.Info.Features}";
                now[name] = new Golden(kind.Version, Goldens.Digest(samples.ToMatrix().Values));
                if (samples.Labels is { } labels)
                {
                    now[$"{name}, classes"] = new Golden(kind.Version, Goldens.Digest([.. labels.Select(label => (float)label)]));
                }
            }
        }

        Goldens.Compare("tests/Experiments.CoreTests/Fixtures/goldens/datasets.json", now);
    }

    private static DatasetOptions Options(DatasetDescriptor kind, string table) => kind.Kind switch
    {
        "glyphs" => new GlyphOptions { TrainSize = 40, TestSize = 30 },
        "images" => new ImageOptions { Path = "split.zip" },
        "precomputed" => new PrecomputedOptions { Features = "f4_big.npy" },
        "text" => new TextOptions { Path = Path.Combine(AppContext.BaseDirectory, "Fixtures", "texts", "lines.txt") },
        "table" => new TableOptions { File = table, Label = "kind", Ignore = "name, city" },
        _ => (DatasetOptions)Activator.CreateInstance(kind.OptionsType)!,
    };

    /// <summary>CIFAR's own sizes are not needed to see a change: a hundred images of CIFAR-100 do.</summary>
    private IDataset Open(DatasetDescriptor kind, string table) => kind.Kind switch
    {
        "cifar10" => kind.Open(new Cifar10Options(), DataFixtures.Offline(Path.Combine(cifar10.Root, "unpacked"))),
        "cifar100" => Cifar100Files.Open(new Cifar100Options(), DataFixtures.Offline(Path.Combine(cifar100.Root, "unpacked")),
            Cifar100Fixture.Format),
        _ => kind.Open(Options(kind, table), DataFixtures.Offline(DataFixtures.At(string.Empty))),
    };
}
