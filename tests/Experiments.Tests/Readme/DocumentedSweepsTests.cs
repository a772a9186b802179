using System.IO.Compression;
using System.Text.RegularExpressions;
using Experiments.Cli;
using Experiments.Results;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Tests.Data;
using Experiments.Tests.Onnx;
using Experiments.Tests.Schema;

namespace Experiments.Tests.Readme;

/// <summary>Sweep files that README and docs show are accepted by the schema, read and planned; parts of files within a whole one.</summary>
public sealed partial class DocumentedSweepsTests : IDisposable
{
    /// <summary>Sections of a whole file, for those that a part leaves out.</summary>
    private static readonly Dictionary<string, string> Base = new()
    {
        ["name"] = "name: documented\n",
        ["datasets"] = "datasets: [{kind: glyphs, samples: 100}]\n",
        ["reducers"] = "reducers: [pca]\n",
    };

    private readonly Data.TemporaryFolder folder = new();

    public DocumentedSweepsTests()
    {
        ZipFile.ExtractToDirectory(DataFixtures.At("classes.zip"), folder.At("photos"));
        File.Copy(OnnxFixtures.At("cnn.onnx"), folder.At("resnet18.onnx"));
        IEnumerable<string> wines = Enumerable.Range(0, 12).Select(i => $"{12 + (i / 4.0)},{(i % 2 == 0 ? "north" : "south")},c{i % 3}\n");
        IEnumerable<string> mails = Enumerable.Range(0, 2000).Select(i => $"m{i},{(i % 2 == 0 ? "inbox" : "spam")},see you at {i}\n");
        folder.Write("mails.csv", $"message_id,folder,body\n{string.Concat(mails)}");
        folder.Write("wine.csv", $"alcohol,region,cultivar\n{string.Concat(wines)}");
    }

    public static TheoryData<string, string> Blocks
    {
        get
        {
            TheoryData<string, string> blocks = [];
            // Its sweep names parts that only its own program has; a test of its own runs it.
            foreach (string file in Documents.Files.Where(file => file != "docs/own-parts.md"))
            {
                foreach (string block in Documents.Blocks(Documents.Text(file), "yaml"))
                {
                    blocks.Add(file, block);
                }
            }

            return blocks;
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Blocks))]
    public void It_is_read_and_planned(string file, string block)
    {
        string problems = Problems(block, file);
        Assert.True(problems.Length == 0, problems);
    }

    [Fact]
    public void A_setting_that_is_not_there_is_noticed() =>
        Assert.Contains("perplexty", Problems("reducers: [{kind: tsne, perplexty: 30}]\n", "README.md"), StringComparison.Ordinal);

    /// <summary>What is wrong with a block; empty when nothing is.</summary>
    private string Problems(string block, string file)
    {
        IEnumerable<string> rest = Base.Where(section => !Regex.IsMatch(block, $"^{section.Key}:", RegexOptions.Multiline))
            .Select(section => section.Value);
        string yaml = string.Concat(rest) + block;
        string path = folder.Write("documented.yaml", WithStandIns(yaml));
        if (!SchemaReferee.Accepts(yaml))
        {
            return $"{file}: the schema does not accept\n{yaml}";
        }

        try
        {
            Assert.NotEmpty(PlanDescription.Describe(SweepLoader.Load(path, [], Catalog.Sweeps, DataFixtures.Offline(folder.Root, folder.Root)),
                folder.At("cache")));
            return string.Empty;
        }
        catch (SweepException fault)
        {
            return $"{file}: {fault.Message}";
        }
    }

    /// <summary>
    /// Glyphs stand for datasets whose files cannot be taken for granted, a small network for the ONNX file that documents tell of.
    /// </summary>
    private static string WithStandIns(string yaml) =>
        OfficialFiles().Replace(yaml.Contains("kind: onnx", StringComparison.Ordinal) ? WithSmallNetwork(yaml) : yaml, "kind: glyphs");

    /// <summary>The network takes colour images of 10 by 8 and has other names of layers.</summary>
    private static string WithSmallNetwork(string yaml) => yaml
        .Replace(Base["datasets"], "datasets: [{kind: images, path: photos}]\n")
        .Replace("size: [224, 224]", "size: [10, 8]")
        .Replace("/avgpool/GlobalAveragePool_output_0", "embedding")
        .Replace("logits", "scores");

    [GeneratedRegex(@"kind: (mnist|fashion-mnist|kmnist|cifar10|cifar100)\b")]
    private static partial Regex OfficialFiles();
}
