namespace Experiments.Data;

/// <summary>What stands before a number's fraction in a text file; thousands may be grouped by the other.</summary>
public enum DecimalMark
{
    /// <summary>What the first rows show: the comma where some number can have no other and none needs the point.</summary>
    Auto,

    /// <summary>1234.5 or 1,234.5.</summary>
    Point,

    /// <summary>1234,5 or 1.234,5.</summary>
    Comma,
}
