using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>One table over layers and reducers: each reducer's best mean of a metric.</summary>
internal static class ScoreMatrix
{
    private const int MostColumns = 8;
    private const int MostRows = 12;

    public static void Compose(ReportModel model, MetricColumn metric, PageComposer composer)
    {
        (LayerGroup Group, IReadOnlyList<Contender> Ranked)[] all =
            [.. model.Groups.Select(group => (group, Contest.Rank(group, metric))).Where(pair => pair.Item2.Count > 0)];
        (string Kind, string Title)[] reducers = [.. model.Reducers.All];
        if (all.Length * reducers.Length < 2)
        {
            return;
        }

        // The longer side goes down the page.
        bool isTurned = reducers.Length > all.Length && reducers.Length > MostColumns;
        int groups = Math.Min(all.Length, isTurned ? MostColumns : MostRows);
        (LayerGroup Group, IReadOnlyList<Contender> Ranked)[] shown = [.. Chosen(model, all, groups)];
        (string Kind, string Title)[] best = [.. Chosen(reducers, all, isTurned ? MostRows : MostColumns)];
        Table table = isTurned
            ? new Table([new("Reducer"), .. shown.Select(pair => new TableColumn(pair.Group.Name, Align.Right))],
                [.. best.Select((reducer, i) =>
                    new TableRow([reducer.Title, .. shown.Select(pair => Cell(pair.Ranked, reducer.Kind))], RuleAbove: i > 0))])
            : new Table(
                [new(Noun(model) == "layer" ? "Layer" : "Dataset", Wraps: true),
                    .. best.Select(reducer => new TableColumn(reducer.Title, Align.Right))],
                [.. shown.Select((pair, i) =>
                    new TableRow([pair.Group.Name, .. best.Select(reducer => Cell(pair.Ranked, reducer.Kind))], RuleAbove: i > 0))]);
        composer.Table(table with { Gap = 14 }, Caption(Noun(model), metric, (shown.Length, all.Length), (best.Length, reducers.Length)));
    }

    /// <summary>Layers in the order of the sweep; where they are too many, those that stand for all, then the last ones.</summary>
    private static IEnumerable<(LayerGroup Group, IReadOnlyList<Contender> Ranked)> Chosen(
        ReportModel model, (LayerGroup Group, IReadOnlyList<Contender> Ranked)[] all, int most)
    {
        HashSet<LayerGroup> chosen = [.. model.Focus.Concat(model.LastLayers).Concat(model.Groups.Reverse()).Distinct().Take(most)];
        return all.Length <= most ? all : all.Where(pair => chosen.Contains(pair.Group));
    }

    /// <summary>Reducers in the order of the sweep; where they are too many, those of the best mean place.</summary>
    private static IEnumerable<(string Kind, string Title)> Chosen(
        (string Kind, string Title)[] reducers, (LayerGroup Group, IReadOnlyList<Contender> Ranked)[] all, int most)
    {
        double Place(string reducer) => all.Average(pair =>
            pair.Ranked.Index().Where(one => one.Item.Setting.Reducer == reducer).Select(one => one.Index).FirstOrDefault(pair.Ranked.Count));
        HashSet<string> chosen = [.. reducers.Select(reducer => reducer.Kind).OrderBy(Place).Take(most)];
        return reducers.Where(reducer => chosen.Contains(reducer.Kind));
    }

    /// <summary>The word for what the rows are: datasets, where each has one layer.</summary>
    public static string Noun(ReportModel model) =>
        model.Groups.Count > 1 && model.Groups.Select(group => group.Dataset.Id).Distinct().Count() == model.Groups.Count ? "dataset" : "layer";

    private static RichText Caption(string noun, MetricColumn metric, (int Shown, int All) layers, (int Shown, int All) reducers)
    {
        string[] cut =
        [
            .. layers.Shown < layers.All ? [$"{Numbers.Count(layers.Shown)} of {Numbers.Count(layers.All)} {noun}s"] : (string[])[],
            .. reducers.Shown < reducers.All ? [$"the best {Numbers.Count(reducers.Shown)} of {Numbers.Count(reducers.All)} reducers"] : (string[])[],
        ];
        string shown = cut.Length > 0 ? $": {string.Join(", ", cut)}" : string.Empty;
        return new RichText().Bold($"Best {Contest.Lower(metric)} by {noun} and reducer{shown}. ")
            .Add($"Mean over seeds of each reducer\u2019s best setting; bold: the best of a {noun}, and what cannot be told from it. All values: ")
            .Link(PageTitles.Leaderboard, PageTitles.Leaderboard).Add(".");
    }

    private static TableCell Cell(IReadOnlyList<Contender> ranked, string reducer)
    {
        if (ranked.FirstOrDefault(contender => contender.Setting.Reducer == reducer) is not Contender own)
        {
            return Numbers.Missing;
        }

        string value = Numbers.Score(own.Score.Mean);
        bool isBest = own == ranked[0] || Contest.Standings(ranked)[ranked.Index().First(pair => pair.Item == own).Index - 1].IsTie;
        return isBest ? new RichText().Bold(value) : value;
    }
}
