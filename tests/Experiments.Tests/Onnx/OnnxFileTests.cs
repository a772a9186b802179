using Experiments.Data;
using Experiments.Onnx.Files;

namespace Experiments.Tests.Onnx;

/// <summary>Damaged and hostile files are refused before the native runtime sees them.</summary>
public sealed class OnnxFileTests : IDisposable
{
    private static readonly byte[] Ends = [.. Proto.Node("Relu", "x", "y"), .. Proto.Value(11, "x", 1, 0, 3), .. Proto.Value(12, "y", 1, 0, 3)];
    private readonly Data.TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_a_good_file_says_of_itself()
    {
        OnnxFile file = OnnxFile.Read(OnnxFixtures.At("external.onnx"));

        Assert.Equal(["embedding", "scores"], file.Facts.Outputs);
        Assert.Equal(9, file.Facts.Tensors.Count);
        Assert.Equal(8, file.Facts.External.Count);
        Assert.All(file.Facts.External, tensor => Assert.Equal("external.bin", tensor.Location));
    }

    [Fact]
    public void Every_truncation_is_refused_or_leaves_out_whole_fields()
    {
        byte[] whole = File.ReadAllBytes(OnnxFixtures.At("cnn.onnx"));
        int refused = Enumerable.Range(0, whole.Length).Count(length => Fault(whole[..length]) is not null);

        // What may be missing at the end is the operator sets, which the runtime asks for.
        Assert.InRange(refused, whole.Length - 8, whole.Length);
    }

    [Theory]
    [InlineData("", "it has no format version")]
    [InlineData("hello, world: this is no model at all", "(byte ")]
    [InlineData("\u0008\u0008", "it has no graph")]
    public void Text_is_no_model(string text, string expected) =>
        Assert.Contains(expected, Fault([.. text.Select(c => (byte)c)])!, StringComparison.Ordinal);

    [Fact]
    public void A_weight_larger_than_its_values_is_refused() => Assert.Contains(
        "the tensor 'w' has 8 bytes of values where its shape and type ask for 12", Fault(Weight(3, Proto.Bytes(9, new byte[8])))!,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    public void An_impossible_shape_is_refused(ulong dimension) =>
        Assert.Contains("impossible shape", Fault(Weight(dimension))!, StringComparison.Ordinal);

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("a/../../secret.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\secret.bin")]
    [InlineData("C:\\secret.bin")]
    [InlineData("")]
    public void Values_outside_the_folder_are_not_read(string location)
    {
        folder.Write("secret.bin", "0123456789ab");

        Assert.Contains("outside the model's folder", Fault(Outside(location), "below/model.onnx")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_short_and_linked_values_are_told_apart()
    {
        folder.Write("short.bin", "0123");
        folder.Write("long.bin", "0123456789abcdef");
        File.CreateSymbolicLink(folder.At("link.bin"), folder.At("long.bin"));
        File.CreateSymbolicLink(folder.At("away.bin"), Path.Combine(AppContext.BaseDirectory, "Fixtures", "onnx", "external.bin"));
        File.CreateSymbolicLink(folder.At("circle"), $"{folder.Root}/circle/circle");

        Assert.Contains("no such file, but", Fault(Outside("none.bin"))!, StringComparison.Ordinal);
        Assert.Contains("no such file, but", Fault(Outside("*/_ORT_MEM_ADDR_/*"))!, StringComparison.Ordinal);
        Assert.Contains("4 bytes, but the tensor 'w'", Fault(Outside("short.bin"))!, StringComparison.Ordinal);
        Assert.Contains("away.bin: a symbolic link to '", Fault(Outside("away.bin"))!, StringComparison.Ordinal);
        Assert.Contains("point in a circle", Fault(Outside("circle/x"))!, StringComparison.Ordinal);
        Assert.Null(Fault(Outside("link.bin")));
        Assert.Contains("ends at byte 9223372036854775819", Fault(Outside("long.bin", offset: "9223372036854775807"))!, StringComparison.Ordinal);
        Assert.Contains("lies at '-4' of its file", Fault(Outside("long.bin", offset: "-4"))!, StringComparison.Ordinal);
        Assert.Null(Fault(Outside("long.bin", offset: "4")));
    }

    /// <summary>A hub's folder of snapshots: model and values are links to files that lie side by side elsewhere.</summary>
    [Fact]
    public void Linked_values_are_read_beside_the_file_that_the_linked_model_is()
    {
        folder.Write("blobs/bbb", "0123456789ab");
        folder.Write("secret.bin", "0123456789ab");
        File.WriteAllBytes(folder.At("blobs/aaa"), Outside("values/ext.data"));
        Directory.CreateDirectory(folder.At("snapshots/v1/values"));
        string model = folder.At("snapshots/v1/model.onnx");
        File.CreateSymbolicLink(model, "../../blobs/aaa");
        File.CreateSymbolicLink(folder.At("snapshots/v1/values/ext.data"), "../../../blobs/bbb");

        Assert.Equal("values/ext.data", Assert.Single(OnnxFile.Read(model).Facts.External).Location);

        File.Delete(folder.At("snapshots/v1/values/ext.data"));
        File.CreateSymbolicLink(folder.At("snapshots/v1/values/ext.data"), "../../../secret.bin");
        Assert.Contains("a symbolic link", Assert.Throws<DataException>(() => OnnxFile.Read(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_covers_external_values()
    {
        folder.Write("w.bin", "0123456789ab");
        File.WriteAllBytes(folder.At("model.onnx"), Outside("w.bin"));
        string before = OnnxFile.Read(folder.At("model.onnx")).Hash;
        folder.Write("w.bin", "0123456789aB");

        Assert.NotEqual(before, OnnxFile.Read(folder.At("model.onnx")).Hash);
    }

    [Fact]
    public void Graphs_in_graphs_without_end_are_refused()
    {
        byte[] graph = Proto.Text(2, "deep");
        for (int i = 0; i < 2000; i++)
        {
            graph = Proto.Bytes(1, Proto.Text(4, "If"), Proto.Bytes(5, Proto.Bytes(6, graph)));
        }

        Assert.Contains("nested deeper than", Fault(Proto.Model(Ends, graph))!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_left_out_is_zero() => Assert.Contains(
        "the attribute 'group' is 0", Fault(Proto.Model(Ends, Proto.Node("Conv", "x", "z", Proto.Bytes(5, Proto.Text(1, "group")))))!,
        StringComparison.Ordinal);

    /// <summary>The runtime divides by these without looking, which ends the process.</summary>
    [Theory]
    [InlineData("group", 3)]
    [InlineData("strides", 8)]
    [InlineData("blocksize", 3)]
    public void An_attribute_of_zero_that_is_divided_by_is_refused(string name, int field) => Assert.Contains(
        $"the attribute '{name}' is 0, where only positive numbers",
        Fault(Proto.Model(Ends, Proto.Node("Conv", "x", "z", Proto.Bytes(5, Proto.Text(1, name), Proto.Number(field, 0)))))!,
            StringComparison.Ordinal);

    [Fact]
    public void Two_graphs_are_one_too_many() =>
        Assert.Contains("two graphs", Fault([.. Proto.Model(Ends), .. Proto.Bytes(7, Proto.Text(2, "h"))])!, StringComparison.Ordinal);

    private static byte[] Weight(ulong dimension, params byte[][] values) =>
        Proto.Model(Ends, Proto.Bytes(5, [Proto.Number(1, dimension), Proto.Number(2, 1), Proto.Text(8, "w"), .. values]));

    private static byte[] Outside(string location, string offset = "0") => Weight(
        3, Proto.Number(14, 1), Proto.Bytes(13, Proto.Text(1, "location"), Proto.Text(2, location)),
        Proto.Bytes(13, Proto.Text(1, "offset"), Proto.Text(2, offset)));

    /// <summary>What is wrong with a file of these bytes; null when nothing is.</summary>
    private string? Fault(byte[] bytes, string name = "model.onnx")
    {
        File.WriteAllBytes(folder.At(name), bytes);
        try
        {
            OnnxFile.Read(folder.At(name));
            return null;
        }
        catch (DataException fault)
        {
            Assert.DoesNotContain('\n', fault.Message);
            return fault.Message;
        }
    }
}
