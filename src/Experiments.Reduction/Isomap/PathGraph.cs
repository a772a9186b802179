using Experiments.Reduction.Landmarks;

namespace Experiments.Reduction.Isomap;

/// <summary>
/// Points joined to their nearest neighbours in both directions. Where the graph falls into pieces, every two of them are joined by the shortest
/// line between their points, as in scikit-learn: with fewer bridges, paths between pieces would lead through others and bend the picture.
/// </summary>
internal sealed class PathGraph
{
    private readonly List<(int Target, float Length)>[] edges;

    private PathGraph(List<(int Target, float Length)>[] edges) => this.edges = edges;

    /// <summary>Pieces before they were joined.</summary>
    public int Pieces { get; private set; }

    /// <summary>Makes the graph of neighbours, its pieces joined by bridges.</summary>
    public static PathGraph Of(Matrix samples, NeighborGraph neighbors, ReductionContext context)
    {
        PathGraph graph = new([.. Enumerable.Range(0, neighbors.Count).Select(_ => new List<(int, float)>())]);
        for (int i = 0; i < neighbors.Count; i++)
        {
            for (int k = 0; k < neighbors.K; k++)
            {
                graph.Join(i, neighbors.IndicesOf(i)[k], neighbors.DistancesOf(i)[k]);
            }
        }

        graph.Connect(samples, neighbors.Metric, context);
        return graph;
    }

    /// <summary>Lengths of the shortest paths from a point to every other (Dijkstra 1959).</summary>
    public void From(int source, Span<float> lengths)
    {
        lengths.Fill(float.PositiveInfinity);
        lengths[source] = 0;
        PriorityQueue<int, float> open = new();
        open.Enqueue(source, 0);
        while (open.TryDequeue(out int point, out float length))
        {
            if (length > lengths[point])
            {
                continue;
            }

            foreach ((int target, float step) in edges[point])
            {
                float reached = length + step;
                if (reached < lengths[target])
                {
                    lengths[target] = reached;
                    open.Enqueue(target, reached);
                }
            }
        }
    }

    private void Join(int a, int b, float length)
    {
        edges[a].Add((b, length));
        edges[b].Add((a, length));
    }

    /// <summary>
    /// For each piece the nearest of its points to every point of the pieces behind it; the shortest such line to a piece is the bridge.
    /// </summary>
    private void Connect(Matrix samples, DistanceMetric metric, ReductionContext context)
    {
        int[][] pieces = FindPieces();
        Pieces = pieces.Length;
        for (int p = 0; p < pieces.Length - 1; p++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int[] others = [.. pieces[(p + 1)..].SelectMany(piece => piece)];
            NeighborGraph nearest = NearestNeighbors.QueryNearest(
                LandmarkSamples.Rows(samples, pieces[p]), LandmarkSamples.Rows(samples, others), 1, context, metric);
            int first = 0;
            foreach (int[] piece in pieces[(p + 1)..])
            {
                int best = Enumerable.Range(first, piece.Length).MinBy(i => nearest.DistancesOf(i)[0]);
                Join(pieces[p][nearest.IndicesOf(best)[0]], others[best], nearest.DistancesOf(best)[0]);
                first += piece.Length;
            }
        }
    }

    private int[][] FindPieces()
    {
        int[] pieceOf = new int[edges.Length];
        Array.Fill(pieceOf, -1);
        int count = 0;
        Stack<int> open = new();
        for (int start = 0; start < edges.Length; start++)
        {
            if (pieceOf[start] < 0)
            {
                open.Push(start);
                pieceOf[start] = count++;
            }

            while (open.TryPop(out int point))
            {
                foreach ((int target, _) in edges[point])
                {
                    if (pieceOf[target] < 0)
                    {
                        pieceOf[target] = pieceOf[point];
                        open.Push(target);
                    }
                }
            }
        }

        return [.. Enumerable.Range(0, edges.Length).GroupBy(point => pieceOf[point]).OrderBy(piece => piece.Key).Select(piece => piece.ToArray())];
    }
}
