using Experiments.Reduction;
using Experiments.Results.Folder;

namespace Experiments.Viewer.Blocks;

/// <summary>Numbers in as few bits as the eye can tell apart.</summary>
internal static class Quantized
{
    private const double Places = ushort.MaxValue;

    /// <summary>A box around points, one scale for both axes: x0, y0 and the length that all places stand for.</summary>
    public static (double X, double Y, double Side) Box(IEnumerable<(float X, float Y)> points)
    {
        (double left, double right, double bottom, double top) =
            (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
        foreach ((float x, float y) in points)
        {
            (left, right, bottom, top) = (Math.Min(left, x), Math.Max(right, x), Math.Min(bottom, y), Math.Max(top, y));
        }

        double side = Math.Max(right - left, top - bottom);
        return double.IsFinite(left) ? (left, bottom, side > 0 ? side : 1) : (0, 0, 1);
    }

    /// <summary>The place of a coordinate that begins at the box's edge, 0..65535.</summary>
    public static ushort Place(double offset, double side) => (ushort)Math.Clamp(Math.Round(offset / side * Places), 0, Places);

    /// <summary>Places of the rows of a picture, u and v in turn.</summary>
    public static ushort[] Interleaved(Points points, int[] rows, (double X, double Y, double Side) box)
    {
        ushort[] places = new ushort[2 * rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            places[2 * i] = Place(points.X[rows[i]] - box.X, box.Side);
            places[(2 * i) + 1] = Place(points.Y[rows[i]] - box.Y, box.Side);
        }

        return places;
    }

    /// <summary>Shares of rows, 0..1, as bytes.</summary>
    public static byte[] Shares(Func<int, double> share, int[] rows) =>
        Array.ConvertAll(rows, row => (byte)Math.Clamp(Math.Round(share(row) * byte.MaxValue), 0, byte.MaxValue));

    /// <summary>Lengths as 16 bits, and the scale that turns them back.</summary>
    public static (ushort[] Values, double Scale) Lengths(float[] lengths)
    {
        double largest = lengths.Length == 0 ? 0 : lengths.Max();
        double scale = largest > 0 ? largest / Places : 1;
        return (Array.ConvertAll(lengths, length => (ushort)Math.Round(length / scale)), scale);
    }

    /// <summary>Rows of a matrix as bytes: one step for all columns, so that distances keep their proportions, and an offset for each.</summary>
    public static (byte[] Values, double Step, double[] Offset) Vectors(Matrix matrix, int[] rows)
    {
        int columns = matrix.Columns;
        double[] least = new double[columns];
        Array.Fill(least, double.PositiveInfinity);
        double[] most = new double[columns];
        Array.Fill(most, double.NegativeInfinity);
        foreach (int row in rows)
        {
            ReadOnlySpan<float> values = matrix.Row(row);
            for (int c = 0; c < columns; c++)
            {
                (least[c], most[c]) = (Math.Min(least[c], values[c]), Math.Max(most[c], values[c]));
            }
        }

        double range = Enumerable.Range(0, columns).Max(c => most[c] - least[c]);
        double step = range > 0 ? range / byte.MaxValue : 1;
        byte[] packed = new byte[rows.Length * columns];
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> values = matrix.Row(rows[i]);
            for (int c = 0; c < columns; c++)
            {
                packed[(i * columns) + c] = (byte)Math.Round((values[c] - least[c]) / step);
            }
        }

        return (packed, step, least);
    }
}
