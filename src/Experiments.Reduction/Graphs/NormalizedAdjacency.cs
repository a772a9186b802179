using System.Numerics.Tensors;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Graphs;

/// <summary>
/// D^(−1/2) W D^(−1/2) of one connected component: its largest eigenvalues are 1 minus the smallest of the normalised Laplacian, with
/// the same eigenvectors. The largest is 1, with eigenvector √degree.
/// </summary>
internal sealed class NormalizedAdjacency
{
    private const int BlockRows = 1024;
    private readonly int[] starts;
    private readonly int[] targets;
    private readonly double[] weights;

    /// <summary>Takes the rows of a component out of a graph.</summary>
    /// <param name="graph">The graph of all points.</param>
    /// <param name="members">The component's points, ascending.</param>
    public NormalizedAdjacency(FuzzyGraph graph, List<int> members)
    {
        Count = members.Count;
        int[] places = new int[graph.Count];
        starts = new int[Count + 1];
        Trivial = new double[Count];
        for (int m = 0; m < Count; m++)
        {
            (int start, int end) = (graph.Starts[members[m]], graph.Starts[members[m] + 1]);
            places[members[m]] = m;
            starts[m + 1] = starts[m] + end - start;
            double degree = 0;
            foreach (float weight in graph.Weights.AsSpan(start, end - start))
            {
                degree += weight;
            }

            Trivial[m] = Math.Sqrt(degree);
        }

        targets = new int[starts[Count]];
        weights = new double[starts[Count]];
        for (int m = 0; m < Count; m++)
        {
            for (int at = starts[m], e = graph.Starts[members[m]]; at < starts[m + 1]; at++, e++)
            {
                targets[at] = places[graph.Targets[e]];
                weights[at] = graph.Weights[e] / (Trivial[m] * Trivial[targets[at]]);
            }
        }

        TensorPrimitives.Divide(Trivial, TensorPrimitives.Norm<double>(Trivial), Trivial);
    }

    /// <summary>Points in the component.</summary>
    public int Count { get; }

    /// <summary>The unit eigenvector of eigenvalue 1.</summary>
    public double[] Trivial { get; }

    /// <summary>y = A x.</summary>
    public void Multiply(double[] x, double[] y, ReductionContext context) => RowBlocks.For(Count, BlockRows, context, (_, start, end) =>
    {
        for (int i = start; i < end; i++)
        {
            double sum = 0;
            for (int e = starts[i]; e < starts[i + 1]; e++)
            {
                sum += weights[e] * x[targets[e]];
            }

            y[i] = sum;
        }
    });
}
