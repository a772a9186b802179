using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;

namespace Experiments.Tests.Reports;

/// <summary>Labels of one figure that are cut stay different from each other.</summary>
public sealed class FittedLabelsTests
{
    public static TheoryData<string, string[]> Sets => new()
    {
        { "the middle", ["Staphylococcus aureus strain 12 isolate", "Staphylococcus aureus strain 13 isolate", "Staphylococcus aureus"] },
        { "one letter", [.. Enumerable.Range(0, 26).Select(i => $"{new string('x', 40)}{(char)('a' + i)}{new string('y', 40)}")] },
        { "the far end of what fits", ["a long name that goes on 1 and ends alike", "a long name that goes on 2 and ends alike", "short"] },
        { "nothing but their length", [.. Enumerable.Range(30, 20).Select(i => new string('w', i))] },
        { "what is cut twice", [.. Enumerable.Range(0, 9).Select(i => $"head {i / 3} {new string('m', 30)} {i % 3} tail")] },
        { "characters of two units", [.. Enumerable.Range(0, 5).Select(i => $"{string.Concat(Enumerable.Repeat("\U0001F600", 20 + i))}")] },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Different_labels_stay_different_and_fit(string differsIn, string[] texts)
    {
        const float width = 60;
        FittedLabels labels = new(texts, Typography.Small, width);
        Assert.Equal(texts.Length, texts.Select(text => labels[text]).Distinct().Count());
        Assert.All(texts, text => Assert.True(Typography.Measure(labels[text], Typography.Small) <= width + 0.01f, $"{differsIn}: {labels[text]}"));
        Assert.All(texts.Where(text => Typography.Measure(text, Typography.Small) <= width), text => Assert.Equal(text, labels[text]));
    }

    [Fact]
    public void What_they_differ_in_is_shown()
    {
        FittedLabels labels = new(
            ["Staphylococcus aureus strain 12 isolate", "Staphylococcus aureus strain 13 isolate"], Typography.Small, 60);
        Assert.Contains("12", labels["Staphylococcus aureus strain 12 isolate"], StringComparison.Ordinal);
        Assert.Contains("13", labels["Staphylococcus aureus strain 13 isolate"], StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_differ_by_the_usual_cut_keep_it()
    {
        string[] texts = ["a name of some length, one", "a name of some length, two"];
        FittedLabels labels = new(texts, Typography.Small, 60);
        Assert.Equal(texts.Select(text => Shortening.ToWidth(text, Typography.Small, 60)), texts.Select(text => labels[text]));
    }

    [Fact]
    public void Classes_keep_names_of_their_own_in_the_legend()
    {
        string[] names = [.. Enumerable.Range(0, 3).Select(i => $"{new string('x', 60)}{i}{new string('y', 60)}")];
        ClassLegend legend = new(new PictureData([0, 1, 2], names, null), 200);
        Assert.Equal(3, legend.Names.Select(name => name.Split('\u2002')[1]).Distinct().Count());
    }
}
