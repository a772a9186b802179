namespace Experiments.Reports.SweepReport.Model;

/// <summary>
/// The key by which a page keeps the result of a computation in the model. Keys are told apart as objects: no two pages can take each other's
/// results, whatever their types are.
/// </summary>
internal sealed class ComputationKey<T>
    where T : class;
