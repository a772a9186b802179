namespace Experiments.Sweeps.Stages;

/// <summary>Passes progress on at once, on the thread that reports it (<see cref="Progress{T}"/> would reorder it).</summary>
internal sealed class ProgressForwarder<T>(Action<T> receive) : IProgress<T>
{
    public void Report(T value) => receive(value);
}
