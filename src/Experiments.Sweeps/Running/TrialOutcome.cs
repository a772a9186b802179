using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Running;

/// <summary>The outcome of a trial; <paramref name="Reason"/> is null when it succeeded.</summary>
internal sealed record TrialOutcome(Trial Trial, TrialInputs? Inputs, Artifact? Embedding, Artifact? Metrics, string? Reason);
