using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>A varied setting with its values in order: numbers by size (logarithms where they span much), choices as they first came.</summary>
internal sealed class SettingAxis
{
    private const double LogarithmicFrom = 8;
    private readonly Dictionary<SettingValue, AxisValue> known;

    public SettingAxis(string name, IEnumerable<object?> values)
    {
        Name = name;
        SettingValue[] distinct = [.. values.Select(value => new SettingValue(value)).Distinct()];
        IsNumeric = distinct.Length > 0 && distinct.All(value => value.Number is not null);
        double[] places = [.. distinct.Select((value, i) => IsNumeric ? value.Number!.Value : i)];
        IsLogarithmic = IsNumeric && places.Min() > 0 && places.Max() / places.Min() >= LogarithmicFrom;
        Dictionary<SettingValue, string> labels = SettingTexts.Of(distinct);
        known = distinct.Zip(places).ToDictionary(
            pair => pair.First, pair => new AxisValue(IsLogarithmic ? Math.Log10(pair.Second) : pair.Second, labels[pair.First]));
        Values = [.. known.Values.OrderBy(value => value.Position)];
    }

    public string Name { get; }

    public bool IsNumeric { get; }

    public bool IsLogarithmic { get; }

    public IReadOnlyList<AxisValue> Values { get; }

    /// <summary>The place of one of its values.</summary>
    public AxisValue Of(object? value) => known[new SettingValue(value)];

    public double Position(object? value) => Of(value).Position;

    /// <summary>A number as a column, a choice as a column for each of its values.</summary>
    public IEnumerable<float> Columns(object? value) =>
        IsNumeric ? [(float)Position(value)] : Values.Select(other => other.Position.Equals(Position(value)) ? 1f : 0f);
}
