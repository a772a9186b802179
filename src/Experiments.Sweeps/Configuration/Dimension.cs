using System.Globalization;
using Experiments.Reduction;
using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Configuration;

/// <summary>One setting that a search varies, seen as the unit interval: a list of values, or a range of integers or reals.</summary>
internal sealed class Dimension
{
    private const int Digits = 4;
    private readonly double low;
    private readonly double high;

    private Dimension(OptionInfo option, IReadOnlyList<object?> choices, SearchRange? range)
    {
        Option = option;
        Choices = choices;
        Range = range;
        if (range is not null)
        {
            // An integer stands for the interval around it, so that the ends are as likely as the others.
            double margin = IsInteger ? 0.5 : 0;
            (low, high) = (Scaled(range.Low - margin), Scaled(range.High + margin));
        }
    }

    /// <summary>The setting that is chosen along the dimension.</summary>
    public OptionInfo Option { get; }

    /// <summary>The values of a list; empty for a range.</summary>
    public IReadOnlyList<object?> Choices { get; }

    /// <summary>The range; null for a list.</summary>
    public SearchRange? Range { get; }

    /// <summary>True when the dimension has values without an order.</summary>
    public bool IsCategorical => Range is null;

    /// <summary>The number of different values; infinite for reals.</summary>
    public double Size => Range is null ? Choices.Count : IsInteger ? Range.High - Range.Low + 1 : double.PositiveInfinity;

    private bool IsInteger => Option.Type != typeof(double);

    /// <summary>A list of values.</summary>
    public static Dimension Of(OptionInfo option, IReadOnlyList<object?> choices) => new(option, choices, null);

    /// <summary>A range of numbers.</summary>
    public static Dimension Of(OptionInfo option, SearchRange range) => new(option, [], range);

    /// <summary>The value at a place in [0, 1); reals have four significant digits.</summary>
    public object? At(double unit)
    {
        if (Range is null)
        {
            return Choices[Index(unit)];
        }

        double value = Unscaled(low + (unit * (high - low)));
        if (!IsInteger)
        {
            value = double.Parse(value.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            return Math.Clamp(value, Range.Low, Range.High);
        }

        double whole = Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), Range.Low, Range.High);
        return Option.Type == typeof(int) ? (object)(int)whole : (long)whole;
    }

    /// <summary>The interval of places that give a value; null for a value outside.</summary>
    public (double From, double To)? PlaceOf(object? value)
    {
        if (Range is null)
        {
            int index = Enumerable.Range(0, Choices.Count).FirstOrDefault(i => Equals(Choices[i], value), -1);
            return index < 0 ? null : (index / (double)Choices.Count, (index + 1) / (double)Choices.Count);
        }

        if (value is not (int or long or double) || Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number
            && (number < Range.Low || number > Range.High))
        {
            return null;
        }

        double margin = IsInteger ? 0.5 : 0;
        return (Unit(number - margin), Unit(number + margin));
    }

    /// <summary>Returns the number of the choice that lies at a place.</summary>
    public int Index(double unit) => Math.Min(Choices.Count - 1, (int)(unit * Choices.Count));

    private double Unit(double value) => high > low ? Math.Clamp((Scaled(value) - low) / (high - low), 0, 1) : 0;

    private double Scaled(double value) => Range!.IsLog ? Math.Log(value) : value;

    private double Unscaled(double value) => Range!.IsLog ? Math.Exp(value) : value;
}

/// <summary>A range as written: <c>{low: 2, high: 200, scale: log}</c>, both ends included.</summary>
internal sealed record SearchRange(double Low, double High, bool IsLog, ConfigPlace Place);
