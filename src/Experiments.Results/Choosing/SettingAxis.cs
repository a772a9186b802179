using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>A varied setting with its values in order: numbers by size (logarithms where they span much), choices as they first came.</summary>
internal sealed class SettingAxis
{
    private const double LogarithmicFrom = 8;
    private readonly Dictionary<string, double> positions;

    public SettingAxis(string name, IReadOnlyList<object?> values)
    {
        Name = name;
        IsNumeric = values.All(value => Number(value) is not null);
        (string Label, double Position)[] known = [.. values.Select((value, i) => (Numbers.Setting(value), Number(value) ?? i)).DistinctBy(pair => pair.Item1)];
        if (!IsNumeric)
        {
            known = [.. known.Select((pair, i) => (pair.Label, (double)i))];
        }

        double least = known.Min(pair => pair.Position);
        IsLogarithmic = IsNumeric && least > 0 && known.Max(pair => pair.Position) / least >= LogarithmicFrom;
        Values = [.. known.OrderBy(pair => pair.Position).Select(pair => new AxisValue(IsLogarithmic ? Math.Log10(pair.Position) : pair.Position, pair.Label))];
        positions = Values.ToDictionary(value => value.Label, value => value.Position);
    }

    public string Name { get; }

    public bool IsNumeric { get; }

    public bool IsLogarithmic { get; }

    public IReadOnlyList<AxisValue> Values { get; }

    public double Position(object? value) => positions[Numbers.Setting(value)];

    /// <summary>A number as a column, a choice as a column for each of its values.</summary>
    public IEnumerable<float> Columns(object? value) =>
        IsNumeric ? [(float)Position(value)] : Values.Select(other => other.Position.Equals(Position(value)) ? 1f : 0f);

    private static double? Number(object? value) => value is long or int or double or float ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : null;
}
