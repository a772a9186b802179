using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Searching;

/// <summary>A search that gives every setting everything: random, Sobol', Latin hypercube in one wave, TPE in batches.</summary>
internal sealed class FlatSearch : ISearch
{
    private readonly SearchConfig config;
    private readonly int rung;
    private readonly NewProposals proposals;
    private readonly IProposer filling;
    private readonly TreeParzen parzen;
    private readonly List<Outcome> known = [];

    public FlatSearch(SearchSpace space, SearchConfig config, int rung)
    {
        this.config = config;
        this.rung = rung;
        proposals = new NewProposals(space);
        bool adapts = config.Strategy == SearchStrategy.Tpe;
        filling = new SpaceFilling(space, adapts ? SearchStrategy.Sobol : config.Strategy, config.Trials, config.Seed);
        parzen = new TreeParzen(space, config.Seed);
    }

    public int Repeated => proposals.Repeated;

    public IReadOnlyList<Asked> Next(IReadOnlyList<Outcome> last)
    {
        known.AddRange(last);
        int left = Math.Max(config.Trials, proposals.Count + proposals.Points) - proposals.Count;
        bool adapts = config.Strategy == SearchStrategy.Tpe && known.Count > 0;
        int wanted = adapts ? Math.Min(left, config.Batch)
            : config.Strategy == SearchStrategy.Tpe ? Math.Min(left, Math.Max(config.Startup, proposals.Points))
            : left;
        return [.. proposals.Take(wanted, adapts ? parzen : filling, known).Select(proposal => new Asked(proposal, rung))];
    }
}
