using Experiments.Reports.Drawing;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>
/// A setting of a reducer that a search varied, as the unit interval: along its range, logarithmic where that is, or value by value where it was a
/// list.
/// </summary>
internal sealed class SearchedAxis
{
    private readonly SettingAxis values;
    private readonly double low;
    private readonly double high;

    private SearchedAxis(SettingAxis values, SearchedRange[] ranges)
    {
        this.values = values;
        double[] numbers = [.. values.Values.Select(value => values.IsLogarithmic ? Math.Pow(10, value.Position) : value.Position)];
        IsNumeric = values.IsNumeric && (ranges.Length > 0 || numbers.Length > MostListed);
        IsLogarithmic = IsNumeric && (ranges.Length > 0 ? ranges.Any(range => range.IsLog) && numbers.Min() > 0 : values.IsLogarithmic);
        if (IsNumeric)
        {
            // A point that the search was given may lie outside its range.
            low = Scaled(Math.Min(numbers.Min(), ranges.Select(range => range.Low).DefaultIfEmpty(double.MaxValue).Min()));
            high = Scaled(Math.Max(numbers.Max(), ranges.Select(range => range.High).DefaultIfEmpty(double.MinValue).Max()));
        }
    }

    /// <summary>As many numbers are a list of which each has a place of its own.</summary>
    private const int MostListed = 8;

    public string Name => values.Name;

    /// <summary>True for numbers along a range; false where each value has a place of its own.</summary>
    public bool IsNumeric { get; }

    public bool IsLogarithmic { get; }

    /// <summary>The settings of a reducer that took several values in these steps.</summary>
    public static IReadOnlyList<SearchedAxis> Of(SearchResult search, IReadOnlyList<SearchStep> steps) =>
        [.. steps.SelectMany(step => step.Varied.Keys).Distinct()
            .Select(name => (
                Axis: new SettingAxis(name, steps.Select(step => step.Varied.GetValueOrDefault(name))),
                Ranges: search.Ranges.Where(range => range.Reducer == steps[0].Reducer && range.Setting == name).ToArray()))
            .Where(pair => pair.Axis.Values.Count > 1)
            .Select(pair => new SearchedAxis(pair.Axis, pair.Ranges))];

    /// <summary>The place of a step's value, from 0 to 1.</summary>
    public double Place(SearchStep step)
    {
        AxisValue value = values.Of(step.Varied.GetValueOrDefault(Name));
        return IsNumeric
            ? high > low ? (Scaled(values.IsLogarithmic ? Math.Pow(10, value.Position) : value.Position) - low) / (high - low) : 0.5
            : (PlaceOf(value) + 0.5) / values.Values.Count;
    }

    /// <summary>Places with a label: round numbers, or every value of a list.</summary>
    public IEnumerable<(double Place, string Label)> Ticks(int count) => !IsNumeric
        ? values.Values.Select(value => ((PlaceOf(value) + 0.5) / values.Values.Count, value.Label))
        : (IsLogarithmic ? AxisTicks.Logarithmic(low, high) : AxisTicks.Between(low, high, count))
            .Select(tick => ((tick.Position - low) / (high - low), tick.Label));

    private int PlaceOf(AxisValue value) => values.Values.Index().First(other => other.Item == value).Index;

    private double Scaled(double value) => IsLogarithmic ? Math.Log10(value) : value;
}
