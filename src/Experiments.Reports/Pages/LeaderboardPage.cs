using Experiments.Sweeps;

namespace Experiments.Reports;

/// <summary>Every setting's scores on each layer, ranked.</summary>
internal static class LeaderboardPage
{
    private const int MostRows = 60;
    private const float SettingWidth = 63;
    private const int MostStripLines = 24;

    public static ReportPage Page { get; } = new(
        "Leaderboard", "every setting's scores, mean over seeds, ranked", model => model.Results.Metrics.Count > 0 && model.Groups.Any(HasScores), Compose);

    private static bool HasScores(LayerGroup group) => group.Settings.Any(setting => setting.Done.Any(trial => trial.Metrics.Values.Any(value => value is not null)));

    private static void Compose(ReportModel model, PageComposer composer)
    {
        bool first = true;
        foreach (LayerGroup group in model.Groups.Where(HasScores))
        {
            Leaderboard board = Leaderboard.Of(group, model.Results.Metrics);
            if (first || composer.Remaining < 260)
            {
                composer.StartSection(Page.Title, null);
                first = false;
            }

            composer.Anchor(group.Name, $"{Page.Title}: {group.Name}", 1);
            composer.Heading(group.Name, 120);
            RichText caption = Caption(board);
            foreach (Table table in Tables(board, composer.Width))
            {
                composer.Table(table, caption);
                caption = new RichText("The remaining metrics of the same settings, in the same order.");
            }

            Strip(model, board, composer);
        }
    }

    private static RichText Caption(Leaderboard board)
    {
        LayerGroup group = board.Group;
        int most = group.Settings.Max(setting => setting.Done.Count());
        bool sized = board.Metrics.Any(metric => MetricName.Neighborhood(metric.Name) is not null);
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add(most > 1 ? $"Mean of {Numbers.Of(most, "seed")}, the standard deviation underneath" : "One seed a setting: no spread is known").Add("; the best of each column in bold");
        text.Add(sized ? "; columns are neighbourhood sizes k. " : ". ").Add("Higher is better");
        string[] lower = [.. board.Metrics.Where(metric => !metric.HigherIsBetter).Select(MetricName.Long)];
        text.Add(lower.Length == 0 ? ". " : $", except for {Numbers.List(lower)}. ");
        text.Add("Settings are ordered by their mean rank over all columns.");
        int hidden = board.Rows.Count - MostRows;
        return hidden > 0 ? text.Add($" The {Numbers.Count(hidden)} settings with the lowest ranks are left to results.csv.") : text;
    }

    /// <summary>As many metric columns in a table as the page is wide, metrics of one family together where that is possible.</summary>
    private static IEnumerable<Table> Tables(Leaderboard board, float width)
    {
        List<int> columns = [];
        foreach (IGrouping<string, int> family in Enumerable.Range(0, board.Metrics.Count).GroupBy(i => MetricName.Family(board.Metrics[i].Name)))
        {
            if (columns.Count > 0 && !Fits(Build(board, [.. columns, .. family]), width))
            {
                yield return Build(board, columns);
                columns = [];
            }

            columns.AddRange(family);
        }

        yield return Build(board, columns);
    }

    private static Table Build(Leaderboard board, IReadOnlyList<int> columns)
    {
        List<TableColumn> heads = [new("", Align.Right), new("Setting", Wraps: true), new("Mean rank", Align.Right)];
        heads.AddRange(columns.Select(column => Head(board.Metrics[column])));
        TableRow[] rows = [.. board.Rows.Take(MostRows).Select((row, i) => Row(board, columns, row, i))];
        return new Table(heads, rows) { Gap = 5.6f };
    }

    /// <summary>Whether the settings keep room for a few words a line.</summary>
    private static bool Fits(Table table, float width) => new TableLayout(table, width).ColumnWidths[1] >= SettingWidth || TableLayout.NaturalWidth(table) <= width;

    private static TableColumn Head(MetricColumn metric) => MetricName.Neighborhood(metric.Name) is int k
        ? new TableColumn(Numbers.Count(k), Align.Right, MetricName.Title(metric))
        : new TableColumn(MetricName.Title(metric), Align.Right);

    private static TableRow Row(Leaderboard board, IReadOnlyList<int> columns, LeaderboardRow row, int place)
    {
        int done = row.Setting.Done.Count();
        int most = board.Rows.Max(other => other.Setting.Done.Count());
        string? note = done == row.Setting.Trials.Count
            ? done < most ? Numbers.Of(done, "run") : null
            : $"{Numbers.Count(done)} of {Numbers.Of(row.Setting.Trials.Count, "run")} finished";
        List<TableCell> cells = [Numbers.Count(place + 1), new TableCell(row.Setting.Label, note), Numbers.Decimal(row.MeanRank, 1)];
        cells.AddRange(columns.Select(column => Cell(board, row, column)));
        return new TableRow(cells, RuleAbove: place > 0);
    }

    private static TableCell Cell(Leaderboard board, LeaderboardRow row, int column)
    {
        if (row.Scores[column] is not ScoreSummary score)
        {
            return Numbers.Missing;
        }

        bool best = board.Rows.All(other => other.Ranks[column] is null || other.Ranks[column] >= row.Ranks[column]);
        RichText text = best ? new RichText().Bold(Numbers.Score(score.Mean)) : Numbers.Score(score.Mean);
        return new TableCell(text, score.Deviation is double deviation ? $"±{Numbers.Score(deviation)}" : null);
    }

    private static void Strip(ReportModel model, Leaderboard board, PageComposer composer)
    {
        if (model.Primary is not MetricColumn metric)
        {
            return;
        }

        string[] reducers = [.. model.Results.Trials.Select(trial => trial.Reducer)];
        (string, ScoreSummary, int)[] lines =
        [
            .. board.Rows
                .Select(row => (row.Setting, Score: row.Setting.Score(metric.Name)))
                .Where(pair => pair.Score is not null)
                .OrderByDescending(pair => model.Merit(pair.Setting))
                .Take(MostStripLines)
                .Select(pair => (pair.Setting.Label, pair.Score!, Palette.ReducerIndex(pair.Setting.Reducer, reducers))),
        ];
        if (lines.Length < 2)
        {
            return;
        }

        RankStrip strip = new(lines);
        RichText caption = new RichText().Bold($"{MetricName.Long(metric)} on {board.Group.Name}. ")
            .Add("Marks are means, bars run from the smallest to the largest score over the seeds. Bars that overlap belong to settings that the seeds cannot tell apart.");
        composer.Figure(strip.Height, caption, (canvas, area) => strip.Draw(canvas, area, MetricName.Long(metric)));
    }
}
