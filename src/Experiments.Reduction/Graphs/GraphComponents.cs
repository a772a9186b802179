namespace Experiments.Reduction.Graphs;

/// <summary>The connected components of a graph, numbered by their smallest point.</summary>
internal sealed class GraphComponents
{
    private GraphComponents(int[] componentOf, int count)
    {
        ComponentOf = componentOf;
        Members = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        for (int i = 0; i < componentOf.Length; i++)
        {
            Members[componentOf[i]].Add(i);
        }
    }

    /// <summary>The component of every point, counted from 0.</summary>
    public int[] ComponentOf { get; }

    /// <summary>Every component's points, ascending.</summary>
    public IReadOnlyList<List<int>> Members { get; }

    /// <summary>Finds them by following edges from every point not yet reached.</summary>
    public static GraphComponents Of(FuzzyGraph graph)
    {
        int[] componentOf = new int[graph.Count];
        Array.Fill(componentOf, -1);
        int count = 0;
        Stack<int> open = new();
        for (int start = 0; start < graph.Count; start++)
        {
            if (componentOf[start] >= 0)
            {
                continue;
            }

            componentOf[start] = count;
            open.Push(start);
            while (open.TryPop(out int point))
            {
                for (int e = graph.Starts[point]; e < graph.Starts[point + 1]; e++)
                {
                    if (componentOf[graph.Targets[e]] < 0)
                    {
                        componentOf[graph.Targets[e]] = count;
                        open.Push(graph.Targets[e]);
                    }
                }
            }

            count++;
        }

        return new GraphComponents(componentOf, count);
    }
}
