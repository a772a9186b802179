using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Networks.Models;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;

namespace Experiments.Tests.Networks;

/// <summary>What a sweep file says others published of a network: kept, written out again, and no part of what is computed.</summary>
public class PublishedFiguresTests
{
    private const string Network = "{kind: cnn, layers: [flatten, {dense: classes}]";

    [Fact]
    public void They_are_read_and_written_out_and_change_nothing_that_is_computed()
    {
        IModel plain = Read(Network + "}", out _)!;
        IModel model = Read(Network + ", reference: {source: a paper, test_accuracy: 0.7868, test_loss: 0.682}}", out _)!;
        Assert.Equal(new PublishedFigures { Source = "a paper", TestAccuracy = 0.7868, TestLoss = 0.682 }, model.Reference);
        Assert.Null(plain.Reference);
        Assert.True(JsonNode.DeepEquals(plain.Identity, model.Identity));
        Assert.Equal(0.7868, (double)model.Parameters["reference"]!["test_accuracy"]!);
        Assert.Equal("none", (string)plain.Parameters["reference"]!);
    }

    [Theory]
    [InlineData("{source: x}", "it states no figure")]
    [InlineData("{test_loss: 0.5}", "its source is missing")]
    [InlineData("{source: x, test_accuracy: 78.68}", "test_accuracy: got '78.68', expected a number of at least 0 and of at most 1 or none")]
    [InlineData("{source: x, test_accuracy: [0.7, 0.8]}", "test_accuracy: got a list")]
    [InlineData("{source: x, accuracy: 0.7}", "unknown key 'accuracy'")]
    [InlineData("78.68", "expected a mapping")]
    public void A_mistake_in_them_is_told_in_a_line(string reference, string expected)
    {
        Assert.Null(Read($"{Network}, reference: {reference}}}", out ConfigErrors errors));
        Assert.Contains(expected, Assert.Single(errors.Problems).Message, StringComparison.Ordinal);
    }

    private static IModel? Read(string yaml, out ConfigErrors errors)
    {
        errors = new ConfigErrors();
        ConfigNode node = YamlReader.Read(yaml, "sweep.yaml", errors)!;
        return new CnnModelKind().Bind(node, new DataContext { CacheDirectory = Path.GetTempPath(), AllowDownload = false }, errors);
    }
}
