using System.Buffers.Binary;
using System.Text;
using Experiments.Networks.Torch;
using Experiments.Networks.Training;
using Experiments.Reduction;

namespace Experiments.Tests.Networks;

public class TrainedFilesTests
{
    [Fact]
    public void Tensors_are_written_as_safetensors_and_read_back()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            new TensorFile([new("a", [2, 1], [1.5f, -2]), new("b", [1], [float.Epsilon])], new Dictionary<string, string> { ["format"] = "pt" })
                .Write(path);

            byte[] bytes = File.ReadAllBytes(path);
            int header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
            Assert.Equal(0, header % 8);
            Assert.StartsWith(
                """{"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"__metadata__":{"format":"pt","sha256":""",
                Encoding.UTF8.GetString(bytes, 8, header),
                StringComparison.Ordinal);
            Assert.Equal(12, bytes.Length - 8 - header);
            Assert.Equal(1.5f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + header)));
            TensorFile read = TensorFile.Read(path);
            Assert.Equal([1.5f, -2], read["a"].Values);
            Assert.Equal([2, 1], read["a"].Shape);
            Assert.Equal([float.Epsilon], read["b"].Values);
            Assert.Equal("pt", read.Notes["format"]);
            Assert.Throws<InvalidDataException>(() => read["c"]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_tensor_that_stands_twice_is_refused()
    {
        string path = Path.GetTempFileName();
        try
        {
            new TensorFile([new("a", [1], [1]), new("b", [1], [2])], new Dictionary<string, string>()).Write(path);
            byte[] bytes = File.ReadAllBytes(path);
            bytes[bytes.AsSpan().IndexOf("\"b\""u8) + 1] = (byte)'a';
            File.WriteAllBytes(path, bytes);
            Assert.Equal("its header is damaged", Assert.Throws<InvalidDataException>(() => TensorFile.Read(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_note_that_is_null_is_refused()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            new TensorFile([new("a", [1], [1])], new Dictionary<string, string> { ["step"] = null! }).Write(path);
            Assert.Equal("its note 'step' is null", Assert.Throws<InvalidDataException>(() => TensorFile.Read(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Held_out_quality_equals_its_definitions()
    {
        // 12 classes: ML.NET must neither cut the matrix nor shift its keys.
        Matrix logits = new(60, 12);
        int[] labels = [.. Enumerable.Range(0, 60).Select(i => i * 7 % 12)];
        CounterRandom random = new(1, "logits");
        for (int i = 0; i < 60; i++)
        {
            for (int c = 0; c < 12; c++)
            {
                logits.Row(i)[c] = (float)random.Normal(0, i, c) + (c == labels[i] ? 1.5f : 0);
            }
        }

        HeldOutQuality quality = HeldOutQuality.Measure(logits, labels);

        double loss = 0;
        int[,] confusion = new int[12, 12];
        for (int i = 0; i < 60; i++)
        {
            float[] row = logits.Row(i).ToArray();
            loss += (Math.Log(row.Sum(value => Math.Exp(value))) - row[labels[i]]) / 60;
            confusion[labels[i], Array.IndexOf(row, row.Max())]++;
        }

        Assert.Equal(loss, quality.LogLoss, 1e-5);
        Assert.Equal(Enumerable.Range(0, 12).Sum(c => confusion[c, c]) / 60.0, quality.Accuracy, 1e-12);
        Assert.Equal(confusion.Cast<int>(), quality.Confusion.SelectMany(row => row));
        Assert.Equal((loss, quality.Accuracy), Scores.Measure(logits, labels), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-6 && a.Item2 == b.Item2);
    }
}
