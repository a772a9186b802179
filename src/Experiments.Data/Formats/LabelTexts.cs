using System.Globalization;
using System.Text.RegularExpressions;
using Experiments.Data.Numbers;

namespace Experiments.Data.Formats;

/// <summary>
/// Labels as texts, wherever they were read: what is missing, what is one name in two spellings, and what kind of label they are.
/// </summary>
internal static partial class LabelTexts
{
    private const string NotKnown = "-1";
    private const int MostWholeClasses = 100;
    private const int MostFractions = 20;
    private const int FewestInClass = 4;
    private const double LargestFloat = 1e15;

    /// <summary>
    /// Labels out of cells of text, null where one is missing. They are texts: "1E1", "10", "007" and "7" are four names; composed and decomposed
    /// characters (é) are one. Only where every one is written as programs write whole numbers of floating point ("3.0", "3.000e+00") are they
    /// these numbers.
    /// </summary>
    public static string?[] OfCells(IEnumerable<string> cells)
    {
        string?[] texts = [.. cells.Select(cell => NumberText.IsMissing(cell) ? null : Compositions.Of(cell))];
        return texts.All(text => text is null || IsWholeFloat(text))
            ? Array.ConvertAll(texts, text => text is null ? null : NumberText.Label(double.Parse(text, CultureInfo.InvariantCulture)))
            : texts;
    }

    /// <summary>
    /// Classes or values. Classes are the distinct labels, numbers in order of value, others in ordinal order. The label −1 among whole numbers of
    /// at least two other classes stands for one that is not known, as a missing one does.
    /// </summary>
    /// <exception cref="DataException">Every label is missing, or values are asked for and one is no number.</exception>
    public static LabelSet Set(string?[] texts, LabelKind kind, string source)
    {
        string[] names = [.. texts.OfType<string>().Distinct()];
        if (names.Length == 0 && texts.Length > 0)
        {
            throw new DataException($"{source}: every label is missing.");
        }

        Dictionary<string, double> numbers = names.Where(IsNumber)
            .ToDictionary(name => name, name => double.Parse(name, NumberStyles.Float, CultureInfo.InvariantCulture));
        bool allNumbers = numbers.Count == names.Length;
        if (kind == LabelKind.Values && !allNumbers)
        {
            throw new DataException(
                $"{source}: the label '{NumberText.Shorten(names.First(name => !numbers.ContainsKey(name)))}' is no number; values are numbers.");
        }

        if (kind == LabelKind.Values
            || (kind == LabelKind.Auto && allNumbers && AreValues([.. numbers.Values], texts.Count(text => text is not null))))
        {
            return new LabelSet(null, [], Array.ConvertAll(texts, text => text is null ? double.NaN : numbers[text]));
        }

        if (names.Length > 2 && names.Contains(NotKnown) && names.All(name => IsWhole(name) && (name == NotKnown || name[0] != '-')))
        {
            names = [.. names.Where(name => name != NotKnown)];
        }

        names = Ordered(names);
        Dictionary<string, int> index = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return new LabelSet(Array.ConvertAll(texts, text => text is null ? -1 : index.GetValueOrDefault(text, -1)), names, null);
    }

    /// <summary>Numbers in order of value, other names in ordinal order.</summary>
    public static string[] Ordered(IEnumerable<string> names)
    {
        string[] ordered = [.. names.Order(StringComparer.Ordinal)];
        return ordered.All(IsNumber) ? [.. ordered.OrderBy(name => double.Parse(name, NumberStyles.Float, CultureInfo.InvariantCulture))] : ordered;
    }

    /// <summary>Tells whether a label is a whole number.</summary>
    public static bool IsWhole(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool AreValues(double[] distinct, int labelled)
    {
        if (!distinct.All(value => value == Math.Floor(value)))
        {
            return distinct.Length > MostFractions;
        }

        double range = distinct.Max() - distinct.Min() + 1;
        bool counts = distinct.Length >= range / 2 && labelled >= (long)FewestInClass * distinct.Length;
        return distinct.Length > MostWholeClasses && !counts;
    }

    /// <summary>Codes with leading zeros ("007") are names.</summary>
    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && !Code().IsMatch(text);

    private static bool IsWholeFloat(string text) =>
        text.Contains('.', StringComparison.Ordinal) && IsNumber(text) && double.Parse(text, CultureInfo.InvariantCulture) is var value
        && value == Math.Floor(value) && Math.Abs(value) < LargestFloat;

    [GeneratedRegex(@"^[+-]?0\d")]
    private static partial Regex Code();
}
