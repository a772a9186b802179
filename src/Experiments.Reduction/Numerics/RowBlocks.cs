namespace Experiments.Reduction.Numerics;

/// <summary>
/// Parallel loops over fixed blocks of rows. The blocks depend on the row count alone, never on the number of threads, so sums taken
/// per block and added in block order are the same bytes on any machine.
/// </summary>
internal static class RowBlocks
{
    /// <summary>The number of blocks of <paramref name="size"/> rows.</summary>
    public static int Count(int rows, int size) => (rows + size - 1) / size;

    /// <summary>Calls <paramref name="body"/>(block, first row, one past the last) for every block.</summary>
    public static void For(int rows, int size, ReductionContext context, Action<int, int, int> body)
    {
        int count = Count(rows, size);
        int threads = Math.Min(context.Threads, context.ThreadsNow?.Invoke() ?? int.MaxValue);
        if (count > 1 && threads > 1)
        {
            ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = context.Cancellation };
            Parallel.For(0, count, options, block => body(block, block * size, Math.Min(rows, (block + 1) * size)));
            return;
        }

        for (int block = 0; block < count; block++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            body(block, block * size, Math.Min(rows, (block + 1) * size));
        }
    }

    /// <summary>Sums one number a block, in block order.</summary>
    public static double Sum(int rows, int size, ReductionContext context, Func<int, int, double> body)
    {
        double[] partial = new double[Count(rows, size)];
        For(rows, size, context, (block, start, end) => partial[block] = body(start, end));
        double sum = 0;
        foreach (double value in partial)
        {
            sum += value;
        }

        return sum;
    }
}
