using System.Text;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Cluster;

/// <summary>The scripts that a sweep would hand in, as far as they are known before anything was measured: one for each class of memory.</summary>
public static class ClusterPreview
{
    /// <summary>The scripts, each below a comment that says what it computes.</summary>
    public static string Of(SweepPlan plan, string output, ClusterSettings settings)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(settings);
        ClusterConfig config = plan.Config.Cluster ?? new ClusterConfig();
        ClusterFolder folder = new(output);
        Pace pace = new(config, TimeProvider.System);
        StringBuilder text = new();
        int number = 0;
        foreach (IGrouping<long, WorkRequest> alike in Work(StageGraph.Of(plan))
            .GroupBy(work => Chunks.MemoryFor(work, config)).OrderBy(same => same.Key))
        {
            IReadOnlyList<IReadOnlyList<WorkRequest>> elements = Chunks.Of(alike, config, pace.SecondsOf);
            string batch = folder.Batch(string.Empty, ++number);
            JobRequest job = new(
                folder.JobName(batch), BatchScript.Comment(plan.Name), batch, [.. settings.Program, batch], config,
                elements.Max(pace.TimeFor), alike.Key);
            text.Append("# ").AppendJoin(", ", alike.GroupBy(work => work.Item.Address.Kind)
                .Select(kind => FormattableString.Invariant($"{kind.Key} x {kind.Count()}"))).Append('\n');
            text.Append(BatchScript.OfArray(job, elements.Count)).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static IEnumerable<WorkRequest> Work(StageGraph graph) =>
    [
        .. graph.Nodes.Where(node => node.Address is { Trials.Count: 0 }).Select(node => Request(node.Address!, node.Memory)),
        .. graph.Trials.Select(trial => Request(trial.Embedding.Address! with { Kind = StageAddress.OfTrial }, trial.Memory)),
    ];

    private static WorkRequest Request(StageAddress address, MemoryDemand memory) =>
        new(new WorkItem(string.Empty, string.Empty, address, []), WorkKinds.Of(address), 0, memory.Own + memory.Held, () => false);
}
