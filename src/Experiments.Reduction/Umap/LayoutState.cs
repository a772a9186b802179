namespace Experiments.Reduction.Umap;

/// <summary>A picture in the making, by slot.</summary>
internal sealed class LayoutState
{
    /// <summary>Puts the starting picture into slots.</summary>
    public LayoutState(SlottedEdges edges, Matrix start)
    {
        Edges = edges;
        Positions = [.. Enumerable.Range(0, start.Columns).Select(c => Column(start, c))];
        Moved = [.. Positions.Select(column => new float[column.Length])];
        Pulls = new float[checked(edges.Targets.Length * start.Columns)];
    }

    /// <summary>The edges of the graph, by slot.</summary>
    public SlottedEdges Edges { get; }

    /// <summary>Columns of the picture.</summary>
    public int Dimensions => Positions.Length;

    /// <summary>The places of all points, column by column; only read while a round runs.</summary>
    public float[][] Positions { get; }

    /// <summary>The places to which the points of the running round have moved themselves.</summary>
    public float[][] Moved { get; }

    /// <summary>The pull of each edge on the point at its other end, when that point followed the edge, dimension by dimension.</summary>
    public float[] Pulls { get; }

    /// <summary>The picture, by point.</summary>
    public Matrix Picture()
    {
        Matrix picture = new(Edges.Count, Dimensions);
        for (int slot = 0; slot < Edges.Count; slot++)
        {
            for (int c = 0; c < Dimensions; c++)
            {
                picture.Row(Edges.PointOf[slot])[c] = Positions[c][slot];
            }
        }

        return picture;
    }

    // A column has room for the group that begins at the last slot.
    private float[] Column(Matrix start, int column)
    {
        float[] values = new float[Edges.Count + SlottedEdges.Lanes];
        for (int slot = 0; slot < Edges.Count; slot++)
        {
            values[slot] = start[Edges.PointOf[slot], column];
        }

        return values;
    }
}
