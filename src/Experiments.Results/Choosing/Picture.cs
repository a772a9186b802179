using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>One trial's embedding, standing for its setting.</summary>
internal sealed record Picture(ReducerSetting Setting, TrialResult Trial, Points Points);
