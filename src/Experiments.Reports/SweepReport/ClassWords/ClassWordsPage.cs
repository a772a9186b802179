using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.ClassWords;

/// <summary>The page of words that set a class of texts apart from all others.</summary>
internal static class ClassWordsPage
{
    private const int Most = 12;
    private const double Least = 1.96;

    public static ReportPage Page { get; } = new(
        PageTitles.ClassWords, "the words that set each class of texts apart", model => Known(model).Any(), Compose);

    /// <summary>A layer of each dataset of texts with classes: the words are the same in all.</summary>
    private static IEnumerable<LayerGroup> Known(ReportModel model) => model.Groups.DistinctBy(group => group.Dataset.Id)
        .Where(group => model.Data(group) is { Texts: not null, Labels.Length: > 0, Classes: > 1 });

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in Known(model))
        {
            PictureData data = model.Data(group);
            WordContrast contrast = new(data.Texts!);
            ILookup<int, int> members = data.Labels!.Index().ToLookup(pair => pair.Item, pair => pair.Index);
            composer.StartSection(Page.Title, group.Dataset.Title);
            composer.Table(
                new Table(
                    [new("Class", Wraps: true), new("Texts", Align.Right), new("Words", Wraps: true)],
                    [
                        .. Enumerable.Range(0, data.Classes).Where(members.Contains).Select(label => new TableRow(
                        [
                            new RichText().Bold(data.ClassName(label)), Numbers.Count(members[label].Count()),
                            Words(contrast.Of(members[label], Most, Least)),
                        ], RuleAbove: true)),
                    ]),
                Caption(group.Dataset));
        }
    }

    private static RichText Words(IReadOnlyList<TellingWord> words) => words.Count == 0
        ? new RichText("none that chance would not give")
        : new RichText(string.Join(", ", words.Select(word => $"{word.Word} ({Numbers.Decimal(word.Score, 1)})")));

    private static RichText Caption(DatasetResult dataset) => new RichText().Bold($"{dataset.Title}. ").Add(
        "Words that the texts of a class have more of than all others, most telling first. In brackets the log-odds ratio of the word over its "
        + "standard error, with the words of all texts as prior, as strong as 500 words (Monroe, Colaresi, Quinn 2008); words below 1.96 are not "
        + "named.");
}
