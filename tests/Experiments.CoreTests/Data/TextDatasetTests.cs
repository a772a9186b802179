using System.Text.Json;
using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Data.Texts;
using Experiments.Reduction;

namespace Experiments.Tests.Data;

public sealed class TextDatasetTests : DatasetContract, IDisposable
{
    private const string Lines = "A cat sat.\n\n  Two dogs met a cat. \nNobody came.\nThe end, said the cat.\n";

    private readonly TemporaryFolder folder = new();

    protected override string Kind => "text";

    public void Dispose() => folder.Dispose();

    protected override IDataset Open() => Read(folder.Write("four.txt", Lines));

    [Theory]
    [InlineData("all", 100)]
    [InlineData("three", 3)]
    public void Features_are_those_of_TfidfVectorizer(string settings, int most)
    {
        JsonNode reference = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "texts", "tfidf.json")))!;
        string[] texts = reference["texts"]!.Deserialize<string[]>()!;
        (WordEncoding encoding, int words) = WordEncoding.Learn(texts, most);
        Assert.Equal(reference[settings]!["words"]!.Deserialize<string[]>(), encoding.Words);
        Assert.Equal(21, words);
        AssertClose(reference[settings]!["weights"]!.Deserialize<double[]>()!, [.. encoding.Weights], 1e-12);
        double[][] rows = reference[settings]!["rows"]!.Deserialize<double[][]>()!;
        Matrix features = encoding.Encode(texts);
        Assert.All(rows.Index(), row => AssertClose(row.Item, [.. features.Row(row.Index).ToArray().Select(value => (double)value)], 1e-6));
    }

    [Fact]
    public void Lines_are_texts_and_empty_ones_are_counted()
    {
        IDataset dataset = Open();
        SampleSet all = All(dataset);
        Assert.Equal(["A cat sat.", "Two dogs met a cat.", "Nobody came.", "The end, said the cat."], all.Texts!);
        Assert.Equal(["line 1", "line 3", "line 4", "line 5"], all.Names!);
        Assert.Equal(["1 empty lines left out"], dataset.Info.Notes);
    }

    [Fact]
    public void A_table_gives_texts_labels_and_names_and_rows_without_a_text_are_counted()
    {
        string file = folder.Write(
            "mails.csv", "id,kind,body,size\nm1,spam,\"Buy, buy\nnow\",3\nm2,ham,,1\nm3,ham,See you at noon,2\nm4,,Where are you?,9\n");
        IDataset dataset = TextFiles.Open(new TextOptions { Path = file, Label = "kind", Id = "id" }, DataFixtures.Offline(folder.Root));
        SampleSet all = All(dataset);
        Assert.Equal(["Buy, buy\nnow", "See you at noon", "Where are you?"], all.Texts!);
        Assert.Equal(["m1", "m3", "m4"], all.Names!);
        Assert.Equal(["ham", "spam"], dataset.Info.ClassNames);
        Assert.Equal([1, 0, -1], all.Labels!);
        Assert.Equal(["1 of 4 rows left out: they have no text", "1 of 3 texts have no label"], dataset.Info.Notes);
    }

    [Fact]
    public void Folders_are_classes()
    {
        folder.Write("news/sport/1.txt", "The goal\nof the match");
        folder.Write("news/sport/2", "A penalty");
        folder.Write("news/space/1.txt", "A comet");
        folder.Write("news/space/picture.png", "x");
        IDataset dataset = Read(Path.Combine(folder.Root, "news"));
        SampleSet all = All(dataset);
        Assert.Equal(["space/1.txt", "sport/1.txt", "sport/2"], all.Names!);
        Assert.Equal(["A comet", "The goal\nof the match", "A penalty"], all.Texts!);
        Assert.Equal([0, 1, 1], all.Labels!);
        Assert.Contains(dataset.Info.Notes, note => note.StartsWith("1 files left out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a,b\nx y,z w\n", null, "2 columns hold texts: a, b; say which with text: COLUMN, as in text: b.")]
    [InlineData("a,b\n1,2\n", null, "0 columns hold texts; say which with text: COLUMN.")]
    [InlineData("a,b\nx y,z w\n", "c", "no column 'c'; there are a, b.")]
    public void What_is_wrong_with_a_table_is_one_line(string table, string? text, string problem)
    {
        string file = folder.Write("t.csv", table);
        DataException fault = Assert.Throws<DataException>(() =>
            TextFiles.Open(new TextOptions { Path = file, Text = text }, DataFixtures.Offline(folder.Root)));
        Assert.EndsWith(problem, fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Theory]
    [InlineData("one two three", 20, "one two three")]
    [InlineData(" one\n\n two\tthree ", 20, "one two three")]
    [InlineData("one two three four", 15, "one two three\u2026")]
    [InlineData("onetwothreefour", 8, "onetwot\u2026")]
    public void Beginnings_of_texts_fit_on_a_line(string text, int length, string expected) => Assert.Equal(expected, Snippet.Of(text, length));

    private IDataset Read(string path) => TextFiles.Open(new TextOptions { Path = path }, DataFixtures.Offline(folder.Root));

    private static SampleSet All(IDataset dataset) =>
        dataset.Read("all", [.. Enumerable.Range(0, dataset.Info.Splits["all"])], CancellationToken.None);

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}

public sealed class ArticleTests : DatasetContract
{
    protected override string Kind => "articles";

    protected override IDataset Open() => Experiments.Data.Articles.ArticleDataset.Open(new Experiments.Data.Articles.ArticlesOptions { Size = 60 });

    [Fact]
    public void Articles_are_whole_sentences_of_their_topics()
    {
        SampleSet articles = Open().Read("all", [.. Enumerable.Range(0, 60)], CancellationToken.None);
        Assert.All(articles.Texts!, text => Assert.Matches("^[A-Z][^.]+ the [^.]+\\. [A-Z][^.]+\\.$", text));
        Assert.Equal(60, articles.Texts!.Distinct().Count());
    }
}
