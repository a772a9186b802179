using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Cluster;

/// <summary>Tells work apart by how long it may take.</summary>
internal static class WorkKinds
{
    /// <summary>The kind of a stage; of a trial with the reducer.</summary>
    public static string Of(StageAddress address) => address.Trials.Count == 0 ? address.Kind : $"{address.Kind} {address.Trials[0].Reducer}";
}
