using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Planning;

/// <summary>Plans how much settings get, rung by rung.</summary>
internal static class RungPlanner
{
    /// <summary>Fewest samples that say anything about a picture.</summary>
    public const int FewestSamples = 100;

    /// <summary>The rungs, least first; one with everything where the search is no halving.</summary>
    /// <param name="config">The configuration of the sweep.</param>
    /// <param name="full">Layers on all samples.</param>
    /// <param name="planned">Layers on a share of the samples.</param>
    public static IReadOnlyList<Rung> Plan(SweepConfig config, IReadOnlyList<LayerPlan> full, Func<double, IReadOnlyList<LayerPlan>> planned)
    {
        SearchConfig search = config.Search;
        IReadOnlyList<long> seeds = config.Seeds.Reduce;
        List<Rung> rungs = [];
        for (int rung = search.IsHalving ? 0 : search.Rungs - 1; rung < search.Rungs; rung++)
        {
            double share = Math.Pow(search.Eta, rung - (search.Rungs - 1));
            rungs.Add(share == 1 ? new Rung(1, full, seeds) : search.Resource switch
            {
                SearchResource.Seeds => new Rung(share, full, [.. seeds.Take(Math.Max(1, (int)Math.Round(seeds.Count * share)))]),
                SearchResource.Epochs => new Rung(share, full, seeds) { Epochs = share },
                _ => new Rung(share, planned(share), seeds),
            });
        }

        // With few seeds, two rungs may round to the same number of them: only the later one is kept.
        return [.. rungs.Where((rung, i) =>
            i == rungs.Count - 1 || rung.Seeds.Count < rungs[i + 1].Seeds.Count || search.Resource != SearchResource.Seeds)];
    }

    /// <summary>A share of the samples, but not too few.</summary>
    public static int Samples(int all, double share) => Math.Min(all, Math.Max(FewestSamples, (int)Math.Round(all * share)));
}
