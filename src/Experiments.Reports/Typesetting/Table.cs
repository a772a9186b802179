namespace Experiments.Reports.Typesetting;

/// <summary>The edge of its column that a cell keeps to.</summary>
internal enum Align
{
    Left,
    Center,
    Right,
}

/// <summary>
/// A column. Neighbours that share a <paramref name="Group"/> are headed by it together; a column that <paramref name="Wraps"/> gives way
/// when the table is too wide and takes what is left over when it is narrow.
/// </summary>
internal sealed record TableColumn(string Header, Align Align = Align.Left, string? Group = null, bool Wraps = false);

/// <summary>
/// A cell, perhaps with a quiet second line (a spread), or several: their breaks are where the note has them, or a wide column none.
/// </summary>
internal sealed record TableCell(RichText Text, string? Note = null)
{
    public static implicit operator TableCell(string text) => new(text);

    public static implicit operator TableCell(RichText text) => new(text);

    public override string ToString() => Note is null ? Text.ToString() : $"{Text} {Note.Replace('\n', ' ')}";
}

/// <summary>A row, perhaps set off from the one above by a rule.</summary>
internal sealed record TableRow(IReadOnlyList<TableCell> Cells, bool RuleAbove = false)
{
    /// <summary>True when the row heads the next one and never stands alone at the foot of a page.</summary>
    public bool KeepsWithNext { get; init; }
}

/// <summary>A table of text.</summary>
internal sealed record Table(IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>The distance between columns, in points.</summary>
    public float Gap { get; init; } = 9;

    /// <summary>True when the first row of every group of columns is a heading of their own.</summary>
    public bool HasGroups => Columns.Any(column => column.Group is not null);
}
