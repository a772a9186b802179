using System.Globalization;
using System.Text;

namespace Experiments.Benchmarks;

/// <summary>One side's medians of one size.</summary>
internal sealed record ViewerRow(int Points, int Pictures, string Side, double Megabytes, IReadOnlyList<Sighting> Runs, IReadOnlyList<Sighting> Ours)
{
    /// <summary>Why it could not be measured; null where it was.</summary>
    public string? Fault => Runs.Select(run => run.Fault).FirstOrDefault(fault => fault is not null)?.Replace('\n', ' ');

    /// <summary>The median of a figure.</summary>
    public double Of(Func<Sighting, double> figure) => Standing.Middle([.. Runs.Select(figure)]);

    /// <summary>Ours by theirs, the median over runs; null for ourselves.</summary>
    public double? Ratio(Func<Sighting, double> figure) => ReferenceEquals(Runs, Ours) ? null
        : Standing.Middle([.. Ours.Zip(Runs, (ours, theirs) => figure(ours) / figure(theirs))]);
}

/// <summary>The measured pages as a table.</summary>
internal static class ViewerTable
{
    private static readonly Func<Sighting, double>[] Figures = [run => run.First, run => run.Frame, run => run.Hover];

    /// <summary>The table in Markdown, which is as well read as text.</summary>
    public static string Markdown(IEnumerable<ViewerRow> rows)
    {
        StringBuilder table = new();
        table.AppendLine("| points x pictures | side | first picture, ms | ours/theirs | frame, ms | ours/theirs | hover, ms | ours/theirs | MB |");
        table.AppendLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        (int, int) last = default;
        foreach (ViewerRow row in rows)
        {
            string size = (row.Points, row.Pictures) == last ? string.Empty : Text($"{row.Points:#,0} x {row.Pictures}");
            last = (row.Points, row.Pictures);
            string cells = string.Join(" | ", Figures.Select(figure =>
                $"{Short(row.Of(figure))} | {(row.Ratio(figure) is { } ratio ? Short(ratio) : string.Empty)}"));
            table.AppendLine(Text($"| {size} | {row.Side} | {cells} | {row.Megabytes:0.00} |"));
        }

        return table.ToString();
    }

    /// <summary>Two digits that count, three from ten on.</summary>
    private static string Short(double value) => value.ToString(value < 1 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
