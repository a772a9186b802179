using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Groups;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>
/// Puts the samples of a dataset that has neither classes nor values into groups, so that pictures of them can be coloured. Reports call them groups,
/// and nothing is judged by them.
/// </summary>
/// <param name="layer">The layer in which groups are sought: the last one of the dataset, which its report is about.</param>
/// <param name="activations">The stage of the layer's activations.</param>
internal sealed class GroupingStage(LayerPlan layer, StageNode activations) : StageNode(StageNames.Grouping, Titles.Of(layer), activations)
{
    private const string Method = "k-means";

    /// <summary>The layer in which groups are sought.</summary>
    public LayerPlan Layer => layer;

    /// <inheritdoc/>
    public override StageAddress? Address => new(Kind, layer.Id);

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.OfGrouping(layer);

    /// <summary>Whether samples of a dataset are put into groups: where they have neither classes nor values, and are more than a handful.</summary>
    public static bool Applies(DatasetPlan dataset) =>
        dataset.Samples >= SampleGroups.FewestSamples && dataset.Info.ClassNames.Count == 0
        && dataset.Source.Values(dataset.Split) is null && dataset.Source.Labels(dataset.Split) is null;

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.Grouping(layer, inputs[0].Content);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        Matrix samples = host.Layer(layer).Activations;
        return folder =>
        {
            if (Find(samples, layer.Id, Contexts.Reduction(context)) is { } grouping)
            {
                Write(folder, grouping);
            }
        };
    }

    /// <summary>Finds the groups of a layer's samples.</summary>
    /// <param name="samples">The layer's activations, n × d.</param>
    /// <param name="layerId">The id of the layer.</param>
    /// <param name="context">The threads to use, the listener to progress and the cancellation to heed.</param>
    /// <returns>The groups; null where all samples are the same.</returns>
    public static Grouping? Find(Matrix samples, string layerId, ReductionContext context) => SampleGroups.Of(samples, context) is { } found
        ? new Grouping(found.Groups, new GroupingDescription
        {
            LayerId = layerId,
            Method = Method,
            Groups = found.Count,
            Silhouette = found.Silhouette,
            Components = found.Components,
        })
        : null;

    /// <summary>Writes the two files into a folder.</summary>
    public static void Write(string folder, Grouping grouping)
    {
        NpyFile.Write(Path.Combine(folder, Grouping.GroupsFile), grouping.Groups, grouping.Groups.Length);
        JsonFile.Write(Path.Combine(folder, Grouping.DescriptionFile), grouping.Description);
    }
}
