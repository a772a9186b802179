namespace Experiments.Reduction.Umap;

/// <summary>The turn of a group of slots in a round.</summary>
/// <param name="slot">The group's first slot.</param>
/// <param name="due">The edges due, step by step, one a lane; lanes with fewer than others hold edge 0.</param>
/// <param name="counts">The number of due edges in each lane.</param>
/// <param name="rate">The learning rate of the epoch.</param>
/// <param name="key">Fixes the round's random draws.</param>
internal readonly ref struct GroupTurn(int slot, ReadOnlySpan<int> due, ReadOnlySpan<int> counts, float rate, ulong key)
{
    public int Slot { get; } = slot;

    public ReadOnlySpan<int> Due { get; } = due;

    public ReadOnlySpan<int> Counts { get; } = counts;

    public float Rate { get; } = rate;

    public ulong Key { get; } = key;

    /// <summary>Steps until the last lane is done.</summary>
    public int Steps => Due.Length / SlottedEdges.Lanes;
}

/// <summary>
/// Moves a group of points: each follows its due edges one after the other, and after each is pushed away from a few points drawn at
/// random, as in umap-learn. Others are read where they stood when the round began.
/// </summary>
internal abstract class LayoutDescent(LayoutState state, LayoutForces forces, int negatives)
{
    protected LayoutState State { get; } = state;

    protected LayoutForces Forces { get; } = forces;

    /// <summary>Random points for every edge followed.</summary>
    protected int Negatives { get; } = negatives;

    /// <summary>The kind for the picture's dimensions.</summary>
    public static LayoutDescent For(LayoutState state, LayoutForces forces, int negatives) => state.Dimensions == 2
        ? new PlaneDescent(state, forces, negatives)
        : new SpaceDescent(state, forces, negatives);

    /// <summary>Moves the group; leaves its places in Moved and what pulled it in Pulls.</summary>
    public abstract void Move(in GroupTurn turn);
}
