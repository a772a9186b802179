using Experiments.Reduction;

namespace Experiments.Sweeps.Searching;

/// <summary>
/// Tree-structured Parzen estimators (Bergstra, Bardenet, Bengio and Kégl 2011): settings are drawn from the density l of the best share γ of
/// those tried and the one with the largest l / g is proposed, g being the density of the others. Each branch of the tree (a reducer) has
/// settings of its own. Proposals without a score yet count among the others, so that a batch spreads.
/// </summary>
internal sealed class TreeParzen(SearchSpace space, long seed) : IProposer
{
    private const double BestShare = 0.15;
    private const int Candidates = 24;
    private readonly CounterRandom random = new(seed, RandomPurposes.TreeParzen);
    private int drawn;

    public Proposal Next(IReadOnlyList<Outcome> known, IReadOnlyList<Proposal> pending)
    {
        int draw = drawn++;
        Outcome[] ranked = [.. OutcomeRanking.BestFirst(known.Where(outcome => outcome.Proposal.Branch is { Dimensions.Count: > 0 }))];
        int best = (int)Math.Ceiling(BestShare * ranked.Length);
        Proposal[] good = [.. ranked.Take(best).Select(outcome => outcome.Proposal)];
        Proposal[] others = [.. ranked.Skip(best).Select(outcome => outcome.Proposal),
            .. pending.Where(proposal => proposal.Branch is { Dimensions.Count: > 0 })];
        Branch[] branches = [.. space.Open.Select(branch => new Branch(branch, good, others, space.Open.Count))];
        (Branch Branch, double[] Units, double Gain) chosen = (branches[0], [], double.NegativeInfinity);
        for (int candidate = 0; candidate < Candidates; candidate++)
        {
            Branch branch = Pick(branches, random.Uniform(draw, candidate));
            double[] units = [.. branch.Good.Select((density, d) => density.Draw(
                random.Uniform(draw, candidate, (2 * d) + 1), random.Uniform(draw, candidate, (2 * d) + 2)))];
            double gain = branch.Gain(units);
            chosen = gain > chosen.Gain ? (branch, units, gain) : chosen;
        }

        return space.At(chosen.Branch.Of, chosen.Units);
    }

    private static Branch Pick(Branch[] branches, double at)
    {
        int index = 0;
        for (double sum = branches[0].GoodShare; sum < at && index < branches.Length - 1; sum += branches[index].GoodShare)
        {
            index++;
        }

        return branches[index];
    }

    /// <summary>A branch with the densities of its settings.</summary>
    private sealed class Branch
    {
        private readonly ParzenEstimator[] others;
        private readonly double othersShare;

        public Branch(SearchBranch of, Proposal[] good, Proposal[] others, int branches)
        {
            Of = of;
            Proposal[] here = [.. good.Where(proposal => proposal.Branch == of)];
            Proposal[] rest = [.. others.Where(proposal => proposal.Branch == of)];
            GoodShare = (here.Length + 1.0) / (good.Length + branches);
            othersShare = (rest.Length + 1.0) / (others.Length + branches);
            Good = [.. of.Dimensions.Select((dimension, d) => new ParzenEstimator(dimension, here.Select(proposal => proposal.Units[d])))];
            this.others = [.. of.Dimensions.Select((dimension, d) => new ParzenEstimator(dimension, rest.Select(proposal => proposal.Units[d])))];
        }

        public SearchBranch Of { get; }

        public ParzenEstimator[] Good { get; }

        public double GoodShare { get; }

        /// <summary>log l − log g at a place.</summary>
        public double Gain(double[] units) => Math.Log(GoodShare / othersShare)
            + units.Select((unit, d) => Good[d].LogDensity(unit) - others[d].LogDensity(unit)).Sum();
    }
}
