using System.Text;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Onnx.Models;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using Experiments.Tests.Data;

namespace Experiments.Tests.Onnx;

/// <summary>Models exported by PyTorch with its own activations (Fixtures/onnx/make_fixtures.py), and models written byte by byte.</summary>
internal static class OnnxFixtures
{
    /// <summary>How the fixtures' images were prepared.</summary>
    public const string Prepared = "preprocessing: {mean: [0.4, 0.5, 0.6], std: [0.2, 0.25, 0.3]}";

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Fixtures", "onnx");

    public static SampleSet Images
    {
        get
        {
            NpyArray<byte> array = NpyFile.ReadBytes(At("images.npy"));
            return new SampleSet(array.Shape[0], new ImageShape(array.Shape[1], array.Shape[2], array.Shape[3]), array.Values, null, null);
        }
    }

    public static SampleSet Table
    {
        get
        {
            Matrix rows = Reference("table.npy");
            return new SampleSet(rows.Rows, null, null, rows, null);
        }
    }

    public static string At(string name) => Path.Combine(Folder, name);

    /// <summary>An array as n × the rest.</summary>
    public static Matrix Reference(string name)
    {
        NpyArray<float> array = NpyFile.ReadSingle(At(name));
        return new Matrix(array.Values, array.Shape[0], array.Values.Length / array.Shape[0]);
    }

    public static DatasetInfo Info(ImageShape? shape, int features) => new()
    {
        Kind = "test",
        Title = "Test",
        Shape = shape,
        Features = features,
        ClassNames = [],
        Splits = new Dictionary<string, int> { ["all"] = 8 },
        Source = "test",
        Fingerprint = "test",
        License = "none",
        Citation = "none",
    };

    public static DatasetInfo ImageInfo(int height = 10, int width = 8, int channels = 3) =>
        Info(new ImageShape(height, width, channels), height * width * channels);

    /// <summary>A model from the settings of its YAML mapping; files are looked for in <paramref name="folder"/>.</summary>
    public static IModel Model(string settings, string? folder = null)
    {
        (IModel? model, string problems) = Bind(settings, folder);
        return model ?? throw new InvalidOperationException(problems);
    }

    /// <summary>The model, or the problems with it.</summary>
    public static (IModel? Model, string Problems) Bind(string settings, string? folder = null)
    {
        ConfigErrors errors = new();
        ConfigNode node = YamlReader.Read($"{{kind: onnx, {settings}}}", "m.yaml", errors)!;
        IModel? model = new OnnxModelKind().Bind(node, DataFixtures.Offline(folder ?? Folder), errors);
        return (model, string.Join('\n', errors.Problems));
    }

    /// <summary>What keeps a model from running on such data.</summary>
    public static string Problem(string settings, DatasetInfo info, string? folder = null)
    {
        List<string> problems = [];
        Model(settings, folder).Layers(info, problems);
        return Assert.Single(problems);
    }

    public static Matrix Run(IModel model, SampleSet samples, string layer, Pooling pooling = Pooling.None, int threads = 1) =>
        model.Activations(new ActivationJob(samples, layer, pooling, 10, null),
            new StageContext(threads, new Progress<StageProgress>(), CancellationToken.None));

    public static void AssertClose(Matrix expected, Matrix actual, double tolerance)
    {
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));
        for (int i = 0; i < expected.Values.Length; i++)
        {
            Assert.True(Math.Abs(expected.Values[i] - actual.Values[i]) <= tolerance,
                $"value {i}: {actual.Values[i]}, PyTorch has {expected.Values[i]}");
        }
    }
}

/// <summary>Writes ONNX messages byte by byte (field numbers of onnx.proto).</summary>
internal static class Proto
{
    public static byte[] Number(int field, ulong value) => [.. Varint((ulong)field << 3), .. Varint(value)];

    public static byte[] Bytes(int field, params byte[][] content)
    {
        byte[] joined = [.. content.SelectMany(part => part)];
        return [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)joined.Length), .. joined];
    }

    public static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Node(string operation, string input, string output, params byte[][] more) =>
        Bytes(1, [Text(1, input), Text(2, output), Text(4, operation), .. more]);

    /// <summary>A graph's input (11) or output (12) of an element type; a dimension of 0 is the batch.</summary>
    public static byte[] Value(int field, string name, int type, params int[] dimensions) =>
        Bytes(field, Text(1, name), Bytes(2, Bytes(1, Number(1, (ulong)type), Bytes(2,
        [.. dimensions.Select(dimension => Bytes(1, dimension == 0 ? Text(2, "batch") : Number(1, (ulong)dimension)))]))));

    /// <summary>A model of a graph's parts, format 8, operators 13.</summary>
    public static byte[] Model(params byte[][] graph) => [.. Number(1, 8), .. Bytes(8, Number(2, 13)), .. Bytes(7, [.. graph, Text(2, "g")])];

    /// <summary>One operator between an input "x" and an output "y" of the same type and shape.</summary>
    public static byte[] Single(string operation, int type = 1, params int[] dimensions) =>
        Model(Node(operation, "x", "y"), Value(11, "x", type, dimensions), Value(12, "y", type, dimensions));

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
