using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Ranking;

/// <summary>A setting with its score in a contest.</summary>
internal sealed record Contender(ReducerSetting Setting, ScoreSummary Score);

/// <summary>Compares each reducer's best setting on one metric, and says who is ahead, by how much, and whether that is more than noise.</summary>
internal static class Contest
{
    private static readonly string[] People = ["Shepard", "Davies", "Cali\u0144ski", "Calinski", "Kruskal", "Spearman"];

    /// <summary>
    /// Each reducer's best setting, best first; settings without a defined score stay out, and so does what was fitted to the labels where the score
    /// judges by them.
    /// </summary>
    public static IReadOnlyList<Contender> Rank(LayerGroup group, MetricColumn metric)
    {
        IEnumerable<Contender> all = group.Settings
            .Where(setting => setting.Competes(metric))
            .Select(setting => (setting, score: setting.Score(metric.Name)))
            .Where(pair => pair.score is not null)
            .Select(pair => new Contender(pair.setting, pair.score!));
        IEnumerable<Contender> best = all.GroupBy(contender => contender.Setting.Reducer)
            .Select(same => same.MaxBy(contender => Merit(contender, metric))!);
        return [.. best.OrderByDescending(contender => Merit(contender, metric))];
    }

    /// <summary>Returns the standing of the first contender to each of the others.</summary>
    public static IReadOnlyList<Standing> Standings(IReadOnlyList<Contender> ranked) =>
        Standing.Of(ranked[0].Score, [.. ranked.Skip(1).Select(other => other.Score)]);

    /// <summary>"t-SNE has the highest trustworthiness …" for ranked contenders. Only a test makes one "better than" another.</summary>
    public static RichText Tell(IReadOnlyList<Contender> ranked, MetricColumn metric)
    {
        Contender first = ranked[0];
        RichText text = new RichText().Bold(first.Setting.InWords);
        if (ranked.Count == 1)
        {
            return text.Add($" scores {InFull(first.Score)} on {Lower(metric)}{Over(first)}; no other reducer was scored.");
        }

        ILookup<(bool Tested, bool Tie), (Contender Other, Standing Standing)> others = ranked.Skip(1).Zip(Standings(ranked))
            .ToLookup(pair => (pair.Second.PValue is not null, pair.Second.IsTie));
        Contender[] tied = [.. others[(false, true)].Select(pair => pair.Other)];
        text.Add($" has the {(metric.HigherIsBetter ? "highest" : "lowest")} {Lower(metric)}, {InFull(first.Score)}{Over(first)}");
        text.Add(tied.Length > 0 ? new RichText(", a tie with ").Add(Names(tied)).Add(". ") : ". ");
        if (others.Contains((true, true)))
        {
            text.Add("Its lead over ").Add(Names(others[(true, true)].Select(pair => pair.Other))).Add(" is not distinguishable from noise. ");
        }

        if (others.Contains((true, false)))
        {
            (Contender Other, Standing Standing)[] behind = [.. others[(true, false)]];
            text.Add("It is better than ").Add(Names(behind.Select(pair => pair.Other)));
            text.Add($" (paired t over {Numbers.Of(behind[0].Standing.Pairs, first.Score.Repeats.Noun, first.Score.Repeats.Plural)}, by Holm "
                + $"{Numbers.Probability(behind.Max(pair => pair.Standing.PValue!.Value))}). ");
        }

        Contender[] ahead = [.. others[(false, false)].Select(pair => pair.Other)];
        if (ahead.Length > 0)
        {
            string lead = tied.Length switch { 0 => "It is", 1 => "Both are", _ => "They are" };
            text.Add($"{lead} ahead of ").Add(Names(ahead)).Add(". ");
            text.Add(Margin(first, ahead[0]));
        }

        return text;
    }

    /// <summary>A metric's name inside a sentence, where names of people keep their capitals.</summary>
    public static string Lower(MetricColumn metric)
    {
        string name = MetricName.Long(metric);
        return name.Length > 1 && char.IsLower(name[1]) && !Array.Exists(People, person => name.StartsWith(person, StringComparison.Ordinal))
            ? char.ToLowerInvariant(name[0]) + name[1..]
            : name;
    }

    /// <summary>Mean, deviation and interval of five values or more; the mean with all values of fewer.</summary>
    private static string InFull(ScoreSummary score) => score.Interval is MeanInterval interval
        ? $"{ScoreText.InLine(score)} (95\u00A0% interval {Numbers.Score(interval.Low)} to {Numbers.Score(interval.High)})"
        : ScoreText.InLine(score);

    private static string Over(Contender one) =>
        one.Score.Values.Count > 1 ? $" over {Numbers.Count(one.Score.Values.Count)} {one.Score.Repeats.Plural}"
        : one.Setting.IsDeterministic ? " (deterministic: run once)" : " (one run)";

    private static RichText Names(IEnumerable<Contender> contenders) =>
        Numbers.List([.. contenders.Select(contender => $"{contender.Setting.InWords} at {Numbers.Score(contender.Score.Mean)}")]);

    private static string Margin(Contender first, Contender next)
    {
        double lead = Math.Abs(first.Score.Mean - next.Score.Mean);
        double spread = Math.Max(first.Score.Spread, next.Score.Spread);
        if (first.Score.Values.Count == 1 && next.Score.Values.Count == 1)
        {
            return $"The lead over {next.Setting.ReducerTitle} is {Numbers.Score(lead)}, on one seed.";
        }

        return spread < 0.0005
            ? $"The lead over {next.Setting.ReducerTitle} is {Numbers.Score(lead)}; the seeds agree to three decimals."
            : $"The lead over {next.Setting.ReducerTitle} is {Numbers.Score(lead)}, "
                + $"{Numbers.Decimal(lead / spread, lead / spread < 9.95 ? 1 : 0)} times the seed spread.";
    }

    private static double Merit(Contender contender, MetricColumn metric) =>
        metric.HigherIsBetter ? contender.Score.Mean : -contender.Score.Mean;
}
