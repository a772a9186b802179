namespace Experiments.Sweeps.Running;

/// <summary>
/// A value made when it is first needed and dropped when the last of its users is done, so that only what is in use fills the memory.
/// </summary>
internal sealed class Shared<T>(int users)
    where T : class
{
    private readonly Lock gate = new();
    private int users = users;
    private T? value;

    /// <summary>The value; <paramref name="make"/> runs once however many ask at the same time.</summary>
    public T Get(Func<T> make)
    {
        lock (gate)
        {
            return value ??= make();
        }
    }

    /// <summary>One user more; a value that was dropped is made again.</summary>
    public void Hold() => Interlocked.Increment(ref users);

    /// <summary>Counts one user fewer; the value is dropped with the last one.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            lock (gate)
            {
                value = null;
            }
        }
    }
}
