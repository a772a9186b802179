namespace Experiments.Data.Numbers;

/// <summary>The character before a number's fraction in a text file; thousands may be grouped by the other one.</summary>
public enum DecimalMark
{
    /// <summary>The mark that the first rows show: the comma where some number can have no other and none needs the point.</summary>
    Auto,

    /// <summary>The point, as in 1234.5 or 1,234.5.</summary>
    Point,

    /// <summary>The comma, as in 1234,5 or 1.234,5.</summary>
    Comma,
}
