namespace Experiments.Data;

/// <summary>The way in which the rows of a user's table became features: what a new row needs to become a sample among them.</summary>
public sealed record RowEncoding
{
    /// <summary>The number of features.</summary>
    public required int Features { get; init; }

    /// <summary>Names of the features, a text's being "column=text" where each text has one; empty where the table names none.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The texts of columns that held some, by column, in the order that numbers them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Texts { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Columns of the table that are no features: a row may have them or not.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary>The scale of each feature; null where they were taken as they are.</summary>
    public IReadOnlyList<ColumnScale>? Scales { get; init; }

    /// <summary>True when columns are known by their names; else by their places.</summary>
    internal bool IsNamed => Names.Count > 0 && Names.All(name => name.Length > 0) && Names.Distinct().Count() == Names.Count;

    /// <summary>The columns that the features come from, in order.</summary>
    internal IReadOnlyList<string> Columns => [.. Names.Select(name => ColumnOf(name).Column).Distinct()];

    /// <summary>The column that a feature comes from, and the text that it is 1 for; null for a number, or for the place of a text.</summary>
    internal (string Column, string? Text) ColumnOf(string name) => Texts
        .SelectMany(column => column.Value, (column, text) => (column.Key, (string?)text))
        .FirstOrDefault(one => name == $"{one.Key}={one.Item2}", (name, null));
}

/// <summary>The scale of a column: mean 0 and standard deviation 1 over the table's rows.</summary>
/// <param name="First">The first value, from which the others are counted: neither a large mean nor a small unit costs digits.</param>
/// <param name="Mean">The mean of the differences from it.</param>
/// <param name="Deviation">The standard deviation; of a column with 0, every value becomes 0.</param>
public sealed record ColumnScale(double First, double Mean, double Deviation)
{
    /// <summary>A value of the column as a feature.</summary>
    public float Of(double value) => Deviation == 0 ? 0 : (float)((value - First - Mean) / Deviation);

    /// <summary>A feature as a value of the column.</summary>
    public double Back(double feature) => First + (Mean + (feature * Deviation));
}
