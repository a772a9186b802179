using Experiments.Data;
using Experiments.Reduction;
using Experiments.Sweeps;

namespace Experiments.Tests.Onnx;

/// <summary>
/// Mutated files: bits flipped, bytes overwritten, parts cut out, doubled or filled with 0xFF. Whatever comes of them is an answer or a line,
/// and the process lives on.
/// </summary>
public sealed class OnnxFuzzTests : IDisposable
{
    private const int Files = 400;
    private readonly Data.TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("cnn.onnx", 1)]
    [InlineData("mlp.onnx", 2)]
    public void A_mutated_file_never_ends_the_process(string name, long seed)
    {
        byte[] whole = File.ReadAllBytes(OnnxFixtures.At(name));
        DatasetInfo info = name == "mlp.onnx" ? OnnxFixtures.Info(null, 6) : OnnxFixtures.ImageInfo();
        int refused = 0;
        for (int i = 0; i < Files; i++)
        {
            File.WriteAllBytes(folder.At("model.onnx"), Mutated(whole, new CounterRandom(seed, "mutations"), i));
            string[] problems = Problems(info);
            refused += problems.Length > 0 ? 1 : 0;
            Assert.All(problems, problem => Assert.DoesNotContain('\n', problem));
        }

        Assert.InRange(refused, Files / 4, Files);
    }

    private string[] Problems(DatasetInfo info)
    {
        (IModel? model, string problems) = OnnxFixtures.Bind("file: model.onnx", folder.Root);
        List<string> later = [];
        model?.Layers(info, later);
        return [.. new[] { problems }.Concat(later).Where(problem => problem.Length > 0)];
    }

    private static byte[] Mutated(byte[] whole, CounterRandom random, int file)
    {
        List<byte> bytes = [.. whole];
        int edits = 1 + (int)(3 * random.Uniform(file, 0));
        for (int edit = 1; edit <= edits; edit++)
        {
            int at = (int)(bytes.Count * random.Uniform(file, edit, 0));
            int length = Math.Min(bytes.Count - at, 1 + (int)(16 * random.Uniform(file, edit, 1)));
            switch ((int)(6 * random.Uniform(file, edit, 2)))
            {
                case 0 or 1:
                    bytes[at] ^= (byte)(1 << (int)(8 * random.Uniform(file, edit, 3)));
                    break;
                case 2:
                    bytes[at] = (byte)(256 * random.Uniform(file, edit, 3));
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes[at] = 0xFF;
                    break;
            }
        }

        return [.. bytes];
    }
}
