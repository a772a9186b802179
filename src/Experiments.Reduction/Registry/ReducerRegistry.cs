namespace Experiments.Reduction;

/// <summary>The reducers a program offers, by kind, in the order they were added.</summary>
public sealed class ReducerRegistry
{
    private readonly List<ReducerDescriptor> all = [];

    /// <summary>Every reducer, in order of registration.</summary>
    public IReadOnlyList<ReducerDescriptor> All => all;

    /// <summary>Adds a reducer: kind, settings and factory together.</summary>
    public ReducerRegistry Add<TOptions>(
        string kind, string title, int version, Func<TOptions, IReducer> create, string reference)
        where TOptions : ReducerOptions, new()
    {
        all.Add(new ReducerDescriptor(kind, title, version, typeof(TOptions), options => create((TOptions)options), reference));
        return this;
    }

    /// <summary>The reducer of that kind, written in any case, or null.</summary>
    public ReducerDescriptor? Find(string kind) => all.Find(descriptor => descriptor.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase));
}
