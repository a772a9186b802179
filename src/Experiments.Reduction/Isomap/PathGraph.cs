namespace Experiments.Reduction;

/// <summary>
/// Points joined to their nearest neighbours in both directions. Where the graph falls into pieces, each is joined to the nearest point outside it,
/// until there is one.
/// </summary>
internal sealed class PathGraph
{
    private readonly List<(int Target, float Length)>[] edges;

    private PathGraph(List<(int Target, float Length)>[] edges) => this.edges = edges;

    /// <summary>Pieces before they were joined.</summary>
    public int Pieces { get; private set; }

    /// <summary>The graph of these neighbours.</summary>
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

    /// <summary>Joins pieces by their shortest bridges (Borůvka 1926).</summary>
    private void Connect(Matrix samples, DistanceMetric metric, ReductionContext context)
    {
        int[][] pieces = FindPieces();
        Pieces = pieces.Length;
        while (pieces.Length > 1)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (int[] piece in pieces)
            {
                HashSet<int> inside = [.. piece];
                int[] outside = [.. Enumerable.Range(0, edges.Length).Where(point => !inside.Contains(point))];
                NeighborGraph nearest = NearestNeighbors.QueryNearest(
                    Landmarks.Rows(samples, outside), Landmarks.Rows(samples, piece), 1, context, metric);
                int best = Enumerable.Range(0, piece.Length).MinBy(i => nearest.DistancesOf(i)[0]);
                Join(piece[best], outside[nearest.IndicesOf(best)[0]], nearest.DistancesOf(best)[0]);
            }

            pieces = FindPieces();
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
