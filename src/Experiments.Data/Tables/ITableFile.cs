using Experiments.Data.Numbers;

namespace Experiments.Data.Tables;

/// <summary>A file of rows and columns, opened: the columns are known, the rows are read on demand.</summary>
internal interface ITableFile : IDisposable
{
    /// <summary>Names of the columns; an empty text for a column without one.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The column that numbers the rows, as pandas writes its index; null where there is none.</summary>
    int? Index => null;

    /// <summary>The choices made in reading the file that a user may want to know, in a few words each.</summary>
    IReadOnlyList<string> Notes => [];

    /// <summary>Returns those of some columns that hold texts.</summary>
    /// <exception cref="DataException">The file is damaged.</exception>
    IReadOnlyList<int> TextColumns(IReadOnlyList<int> columns);

    /// <summary>Reads every row of the columns that are asked for.</summary>
    /// <exception cref="DataException">A feature is not a number, or the file is damaged; the message names column and row.</exception>
    TableRows Read(TableSelection selection);
}

/// <summary>The columns that are wanted, and the form in which they are.</summary>
/// <param name="Features">Columns of numbers, in order.</param>
/// <param name="Label">The column of labels; null for none.</param>
/// <param name="Remedy">A remedy for a column that does not hold numbers, e.g. "leave it out with ignore: id".</param>
internal sealed record TableSelection(IReadOnlyList<int> Features, int? Label, Func<int, string> Remedy)
{
    /// <summary>True when an empty cell or "NA" is read as NaN; else it is a fault.</summary>
    public bool MissingAllowed { get; init; }

    /// <summary>Columns wanted as texts.</summary>
    public IReadOnlyList<int> Texts { get; init; } = [];

    /// <summary>All columns as numbers, without one that numbers the rows.</summary>
    public static TableSelection Everything(ITableFile table) => new(
        [.. Enumerable.Range(0, table.Columns.Count).Where(column => column != table.Index)], null, _ =>
            "take the column out of the file, or read the file as a dataset of kind table, which can ignore it");

    /// <summary>One column as labels.</summary>
    public static TableSelection Labels(int column) => new([], column, _ => string.Empty) { MissingAllowed = true };
}

/// <summary>The rows of a table as they were read.</summary>
/// <param name="Features">Row × wanted feature.</param>
/// <param name="Labels">Label of every row, null where it is missing; null when none were wanted.</param>
/// <param name="Texts">The columns wanted as texts: one of every row, null where it is missing.</param>
internal sealed record TableRows(NumberTable Features, string?[]? Labels, IReadOnlyList<string?[]> Texts);
