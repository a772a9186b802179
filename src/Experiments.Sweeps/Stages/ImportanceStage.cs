using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Forests;
using Experiments.Sweeps.Models;

namespace Experiments.Sweeps.Stages;

/// <summary>Fits a random forest to the scores of a reducer's settings and tells which of them matter.</summary>
/// <param name="study">The settings that were tried, with their scores: all that the stage reads.</param>
internal sealed class ImportanceStage(SettingStudy study) : StageNode(StageNames.Importance, study.Title)
{
    /// <summary>File of <see cref="PermutationImportance"/>.</summary>
    public const string Importances = "importance.json";

    private readonly Lazy<SettingTable> table = new(study.Table);

    /// <summary>The settings that are weighed.</summary>
    public SettingStudy Study => study;

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.OfForest(table.Value);

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.Importance(table.Value);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host) =>
        folder => Write(folder, ForestImportance.Of(table.Value, Contexts.Reduction(context)));

    /// <summary>Writes importances into a folder.</summary>
    public static void Write(string folder, PermutationImportance importance) => JsonFile.Write(Path.Combine(folder, Importances), importance);
}
