namespace Experiments.Reports.Typesetting;

/// <summary>
/// Breaks ragged-right paragraphs so that the sum of squared gaps at the line ends is smallest, the last line aside (Knuth and Plass
/// 1981, without hyphenation or stretch). Among breaks with the fewest lines only.
/// </summary>
internal static class LineBreaker
{
    private const double LineCost = 1e9;

    /// <summary>Ends (exclusive word indices) of the lines; a word wider than the line gets its own.</summary>
    public static int[] Break(IReadOnlyList<float> widths, float space, float width)
    {
        int n = widths.Count;
        double[] cost = new double[n + 1];
        int[] next = new int[n + 1];
        for (int start = n - 1; start >= 0; start--)
        {
            cost[start] = double.PositiveInfinity;
            float line = -space;
            for (int end = start + 1; end <= n; end++)
            {
                line += space + widths[end - 1];
                if (line > width + 0.01f && end > start + 1)
                {
                    break;
                }

                double gap = end == n ? 0 : Math.Max(0, width - line);
                double total = (gap * gap) + cost[end] + LineCost;
                if (total < cost[start])
                {
                    cost[start] = total;
                    next[start] = end;
                }
            }
        }

        List<int> ends = [];
        for (int i = 0; i < n; i = next[i])
        {
            ends.Add(next[i]);
        }

        return [.. ends];
    }
}
