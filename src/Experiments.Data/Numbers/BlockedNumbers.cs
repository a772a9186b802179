namespace Experiments.Data.Numbers;

/// <summary>Numbers of which nobody knows how many will come; kept in blocks, so that growing copies none of them.</summary>
internal sealed class BlockedNumbers
{
    private const int BlockLength = 1 << 16;
    private readonly List<double[]> blocks = [];
    private int last = BlockLength;

    /// <summary>The number of values added so far.</summary>
    public long Count => ((long)blocks.Count * BlockLength) - (BlockLength - last);

    /// <summary>Adds a number behind the others.</summary>
    public void Add(double value)
    {
        if (last == BlockLength)
        {
            blocks.Add(new double[BlockLength]);
            last = 0;
        }

        blocks[^1][last++] = value;
    }

    /// <summary>All of them in one array; each block is let go once it is copied.</summary>
    public double[] ToArray()
    {
        double[] all = new double[Count];
        for (int i = 0; i < blocks.Count; i++)
        {
            int start = i * BlockLength;
            blocks[i].AsSpan(0, Math.Min(BlockLength, all.Length - start)).CopyTo(all.AsSpan(start));
            blocks[i] = [];
        }

        return all;
    }
}
