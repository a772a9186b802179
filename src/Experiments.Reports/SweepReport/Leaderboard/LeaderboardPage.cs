using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Leaderboard;

/// <summary>Every setting's scores on each layer, ranked.</summary>
internal static class LeaderboardPage
{
    private const int MostRows = 60;
    private const int FewRows = 24;

    /// <summary>Labels longer than this leave no room for every neighbourhood size beside them.</summary>
    private const int LongLabel = 40;
    private const float SettingWidth = 63;
    private const int MostStripLines = 24;

    public static ReportPage Page { get; } = new(
        PageTitles.Leaderboard, "every setting's scores, mean over seeds, ranked", model =>
            model.Results.Metrics.Count > 0 && model.Groups.Any(HasScores), Compose);

    private static bool HasScores(LayerGroup group) =>
        group.Settings.Any(setting => setting.Done.Any(trial => trial.Metrics.Values.Any(value => value is not null)));

    private static void Compose(ReportModel model, PageComposer composer)
    {
        bool first = true;
        foreach (LayerGroup group in model.Shown(Page.Title, model.Groups, HasScores))
        {
            bool isShort = !model.Detail.IsFull(Page.Title) && group.Settings.Any(setting => setting.Label.Length > LongLabel);
            LayerLeaderboard board = LayerLeaderboard.Of(
                group, isShort ? MetricName.Representatives(model.Results.Metrics) : model.Results.Metrics,
                model.Detail.IsFull(Page.Title) ? MostRows : FewRows);
            RichText caption = Caption(board);
            Table[] tables = [.. Tables(board, composer.Width)];
            RankStrip? strip = Strip(model, board);
            float height = tables.Sum(table => composer.HeightOf(table, caption)) + (strip is null ? 0 : strip.Height + 28) + 27;
            if (first || composer.Remaining < height)
            {
                composer.StartSection(Page.Title, null);
                composer.Text(first ? Explanation(model) : "Continued.", Typography.Caption.In(Ink.Quiet));
                first = false;
            }

            composer.Anchor(group.Name, $"{Page.Title}: {group.Name}", 1);
            composer.Heading(group.Name, 120);
            foreach (Table table in tables)
            {
                composer.Table(table, caption, "leaderboard");
                caption = new RichText("The remaining metrics of the same settings, in the same order.");
            }

            if (strip is not null)
            {
                RichText below = new RichText().Bold($"{MetricName.Long(model.Primary!)} on {group.Name}")
                    .Add(", mean and range over seeds.");
                composer.Figure(strip.Height, below, (canvas, area) => strip.Draw(canvas, area));
            }
        }
    }

    private static RichText Explanation(ReportModel model)
    {
        IReadOnlyList<MetricColumn> metrics = model.Results.Metrics;
        string sizes = metrics.Any(metric => MetricName.Neighborhood(metric.Name) is not null)
            ? "; numbers over columns are neighbourhood sizes k"
            : string.Empty;
        string[] lower = [.. metrics.Where(metric => !metric.HigherIsBetter).Select(MetricName.Long)];
        string direction = lower.Length == 0 ? string.Empty : $", except for {Numbers.List(lower)}";
        return $"Means over repeats, the best of each column in bold{sizes}. Higher is better{direction}. Rank is the mean of the ranks over all "
            + $"columns. {Supervised(model)}"
            + Underneath(model)
            + "In the figures bars run from the smallest to the largest score over the seeds: where bars overlap, the seeds "
            + "cannot tell settings apart.";
    }

    private static string Supervised(ReportModel model) =>
        model.Groups.Any(group => group.Settings.Any(setting => model.Results.Metrics.Any(metric => !setting.Competes(metric))))
            ? "What saw the labels is not ranked by scores that judge by labels. " : string.Empty;

    /// <summary>Returns the words about the notes under the means, and about what these do not tell.</summary>
    private static string Underneath(ReportModel model)
    {
        ScoreSummary[] scores = [.. model.Groups.SelectMany(group => group.Settings)
            .Select(setting => model.Primary is MetricColumn metric ? setting.Score(metric.Name) : null).OfType<ScoreSummary>()];
        string few = scores.Any(score => score.Values.Count is > 1 and < MeanInterval.Fewest)
            ? "With a mean of fewer than five repeats stand all its values, equal ones once. " : string.Empty;
        string many = scores.Any(score => score.Interval is not null)
            ? "With a mean of five repeats or more stand their standard deviation s and half its 95\u00A0% interval by Student\u2019s t. "
            : string.Empty;
        bool resampled = scores.Any(score => score.Repeats.Noun.StartsWith("draw", StringComparison.Ordinal));
        return few + many + (few.Length + many.Length == 0 ? string.Empty
            : resampled ? "A repeat is a draw of the data, its score the mean over what was run on it; draws from one source overlap, so that the "
            + "interval is, if anything, short. "
            : "Repeats differ in seeds alone: they show how steady a picture is, not what other samples would give, and nothing at all of a reducer "
            + "without chance. ");
    }

    private static RichText Caption(LayerLeaderboard board)
    {
        int most = board.Group.Settings.Max(setting => setting.Done.Count());
        RichText text = new RichText().Bold($"{board.Group.Description}. ")
            .Add(most > 1 ? $"Up to {Numbers.Of(most, "run")} a setting." : "One seed, so no spread.");
        int hidden = board.Rows.Count - board.Most;
        return hidden > 0
            ? text.Add($" The best {Numbers.Count(board.Most)} of {Numbers.Count(board.Rows.Count)} settings; all are in results.csv.")
            : text;
    }

    /// <summary>As many metric columns in a table as the page is wide, metrics of one family together where that is possible.</summary>
    private static IEnumerable<Table> Tables(LayerLeaderboard board, float width)
    {
        List<int> columns = [];
        foreach (IGrouping<string, int> family in Enumerable.Range(0, board.Metrics.Count)
            .GroupBy(i => MetricName.Family(board.Metrics[i].Name)))
        {
            if (columns.Count > 0 && !Fits(Build(board, [.. columns, .. family]), width))
            {
                yield return Set(board, columns, width);
                columns = [];
            }

            columns.AddRange(family);
        }

        yield return Set(board, columns, width);
    }

    /// <summary>Notes stand beside their means where there is room for it, else below them.</summary>
    private static Table Set(LayerLeaderboard board, IReadOnlyList<int> columns, float width) =>
        Build(board, columns, isWide: true) is var wide && ColumnFitting.NaturalWidth(wide) <= width ? wide : Build(board, columns);

    private static Table Build(LayerLeaderboard board, IReadOnlyList<int> columns, bool isWide = false)
    {
        List<TableColumn> heads = [new("", Align.Right), new(board.OnlyReducer ?? "Setting", Wraps: true), new("Rank", Align.Right)];
        heads.AddRange(columns.Select(column => Head(board.Metrics[column])));
        TableRow[] rows = [.. board.Rows.Take(board.Most).Select((row, i) => Row(board, columns, row, i, isWide))];
        return new Table(heads, rows) { Gap = 5.6f };
    }

    /// <summary>Tells whether the settings keep room for a few words a line.</summary>
    private static bool Fits(Table table, float width) =>
        new TableLayout(table, width).ColumnWidths[1] >= SettingWidth || ColumnFitting.NaturalWidth(table) <= width;

    private static TableColumn Head(MetricColumn metric) => MetricName.Neighborhood(metric.Name) is int k
        ? new TableColumn(Numbers.Count(k), Align.Right, MetricName.Title(metric))
        : new TableColumn(MetricName.Title(metric), Align.Right);

    private static TableRow Row(LayerLeaderboard board, IReadOnlyList<int> columns, LeaderboardRow row, int place, bool isWide)
    {
        int done = row.Setting.Done.Count();
        int most = board.Rows.Max(other => other.Setting.Done.Count());
        string? note = done == row.Setting.Trials.Count
            ? done == most ? null : done == 1 && row.Setting.IsDeterministic ? "deterministic: run once" : Numbers.Of(done, "run")
            : $"{Numbers.Count(done)} of {Numbers.Of(row.Setting.Trials.Count, "run")} finished";
        List<TableCell> cells = [Numbers.Count(place + 1), new TableCell(board.Label(row.Setting), note), Numbers.Decimal(row.MeanRank, 1)];
        cells.AddRange(columns.Select(column => Cell(board, row, column) is var cell && isWide && cell.Note is { } beside
            ? new RichText().Add(cell.Text).Add($" {beside.Replace('\n', ' ')}") : cell));
        return new TableRow(cells, RuleAbove: place > 0);
    }

    private static TableCell Cell(LayerLeaderboard board, LeaderboardRow row, int column)
    {
        if (row.Scores[column] is not ScoreSummary score)
        {
            return Numbers.Missing;
        }

        bool best = row.Ranks[column] is not null && board.Rows.All(other => other.Ranks[column] is null || other.Ranks[column] >= row.Ranks[column]);
        RichText text = best ? new RichText().Bold(Numbers.Score(score.Mean)) : Numbers.Score(score.Mean);
        return new TableCell(text, ScoreText.Note(score));
    }

    /// <summary>The primary scores as a strip of marks; null when there are fewer than two.</summary>
    private static RankStrip? Strip(ReportModel model, LayerLeaderboard board)
    {
        if (model.Primary is not MetricColumn metric)
        {
            return null;
        }

        (string, IReadOnlyList<StripMark>)[] lines =
        [
            .. board.Rows
                .Select(row => (row.Setting, Score: row.Setting.Score(metric.Name)))
                .Where(pair => pair.Score is not null)
                .OrderByDescending(pair => model.Merit(pair.Setting))
                .Take(MostStripLines)
                .Select(pair => (board.Label(pair.Setting), (IReadOnlyList<StripMark>)[Mark(pair.Score!, model.Reducers[pair.Setting.Reducer])])),
        ];
        return lines.Length < 2 ? null : new RankStrip(lines);
    }

    private static StripMark Mark(ScoreSummary score, ReducerLook look) => new(score, look.Place, look.Color);
}
