using Experiments.Sweeps;

namespace Experiments.Reports;

/// <summary>One trial's embedding, standing for its setting.</summary>
internal sealed record Picture(ReducerSetting Setting, TrialResult Trial, Points Points);
