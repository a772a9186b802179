using Experiments.Reduction;

namespace Experiments.Sweeps.Searching;

/// <summary>Hands out proposals, each setting once: first the points that are tried in any case, then what a proposer finds.</summary>
internal sealed class NewProposals(SearchSpace space)
{
    private const int MostAttempts = 500;
    private readonly HashSet<ReducerOptions> given = [];
    private readonly Queue<Proposal> points = new(space.Points);

    /// <summary>The number of proposals that were handed out.</summary>
    public int Count => given.Count;

    /// <summary>The number of proposals that repeated an earlier setting, and were drawn anew.</summary>
    public int Repeated { get; private set; }

    /// <summary>Points still to hand out.</summary>
    public int Points => points.Count;

    /// <summary>Up to so many new ones; fewer where nothing new is found.</summary>
    public IReadOnlyList<Proposal> Take(int wanted, IProposer proposer, IReadOnlyList<Outcome> known)
    {
        List<Proposal> taken = [];
        while (taken.Count < wanted && Next(proposer, known, taken) is { } next)
        {
            taken.Add(next);
        }

        return taken;
    }

    private Proposal? Next(IProposer proposer, IReadOnlyList<Outcome> known, List<Proposal> pending)
    {
        while (points.TryDequeue(out Proposal? point))
        {
            if (given.Add(point.Choice.Options))
            {
                return point;
            }
        }

        for (int attempt = 0; attempt < MostAttempts && space.Open.Count > 0; attempt++)
        {
            Proposal next = proposer.Next(known, pending);
            if (given.Add(next.Choice.Options))
            {
                return next;
            }

            Repeated++;
        }

        return null;
    }
}
