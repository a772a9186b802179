using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Searching;

/// <summary>
/// Synchronous successive halving (Jamieson and Talwalkar 2016): many settings get little, the best 1/η of them η times as much, up to
/// everything. Hyperband (Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar 2018) runs brackets that begin at every rung, in case little says
/// nothing. Settings are spread by a Sobol' sequence.
/// </summary>
internal sealed class HalvingSearch : ISearch
{
    private readonly SearchConfig config;
    private readonly int rungs;
    private readonly NewProposals proposals;
    private readonly SpaceFilling filling;
    private readonly Queue<(int First, int Settings)> brackets;
    private int rung;

    public HalvingSearch(SearchSpace space, SearchConfig config, int rungs)
    {
        this.config = config;
        this.rungs = rungs;
        rung = rungs - 1;
        proposals = new NewProposals(space);
        filling = new SpaceFilling(space, SearchStrategy.Sobol, config.Trials, config.Seed);
        brackets = new(config.Strategy == SearchStrategy.Halving ? [(0, config.Trials)] : Shares());
    }

    public int Repeated => proposals.Repeated;

    public IReadOnlyList<Asked> Next(IReadOnlyList<Outcome> last)
    {
        if (rung < rungs - 1)
        {
            rung++;
            return [.. OutcomeRanking.BestFirst(last).Take(Math.Max(1, last.Count / config.Eta))
                .Select(outcome => new Asked(outcome.Proposal, rung))];
        }

        if (!brackets.TryDequeue(out (int First, int Settings) bracket))
        {
            return [];
        }

        rung = bracket.First;
        return [.. proposals.Take(Math.Max(bracket.Settings, proposals.Points), filling, []).Select(proposal => new Asked(proposal, rung))];
    }

    /// <summary>Hyperband's brackets: the numbers of settings of its algorithm 1, scaled to the trials asked for.</summary>
    private IEnumerable<(int First, int Settings)> Shares()
    {
        double[] settings = [.. Enumerable.Range(0, rungs)
            .Select(first => Math.Ceiling(rungs / (double)(rungs - first) * Math.Pow(config.Eta, rungs - 1 - first)))];
        return settings.Select((share, first) => (first, Math.Max(1, (int)Math.Round(config.Trials * share / settings.Sum()))));
    }
}
