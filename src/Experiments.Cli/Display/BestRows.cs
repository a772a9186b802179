using System.Globalization;
using Experiments.Data;

namespace Experiments.Cli.Display;

/// <summary>What leads on a dataset, and its score.</summary>
internal sealed record BestRow(string Dataset, double Score, string Leader);

/// <summary>The best of each dataset, a line each.</summary>
internal static class BestRows
{
    private const int WidestName = 24;

    /// <summary>At most so many lines of at most such a width; where there are more datasets, the last line says how many.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<BestRow> all, string indent, int most, int width)
    {
        int shown = all.Count <= most ? all.Count : most - 1;
        int names = Math.Min(WidestName, all.Take(shown).Max(row => CellText.Width(OneLine.Of(row.Dataset))));
        foreach (BestRow row in all.Take(shown))
        {
            string name = CellText.Fill(OneLine.Of(row.Dataset), names);
            string head = string.Create(CultureInfo.InvariantCulture, $"{indent}{name}  {row.Score,6:0.0000}  ");
            yield return head + CellText.Fit(OneLine.Of(row.Leader), width - CellText.Width(head));
        }

        if (shown < all.Count)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{indent}+ {all.Count - shown} more");
        }
    }
}
