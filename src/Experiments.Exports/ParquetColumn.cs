using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Experiments.Exports;

/// <summary>A column of a Parquet file; every value may be missing.</summary>
internal abstract record ParquetColumn(DataField Field)
{
    /// <summary>Columns that hold text also where all of it is missing.</summary>
    private static readonly string[] Texts = ["reason", "missing", "status"];

    /// <summary>
    /// A column of the narrowest type that holds all its values: truth values, whole numbers (64 bits), numbers (double precision) or text. One
    /// without values holds numbers, as scores and settings left to the reducer do, unless its name says otherwise.
    /// </summary>
    public static ParquetColumn Of(string name, IReadOnlyList<object?> values)
    {
        object[] known = [.. values.OfType<object>()];
        return known.Length == 0 ? (Texts.Contains(name) ? new TextColumn(name, [.. values.Select(_ => (string?)null)]) : Numbers(name, values))
            : known.All(value => value is bool) ? new ValueColumn<bool>(name, [.. values.Select(value => (bool?)value)])
            : known.All(value => value is int or long)
            ? new ValueColumn<long>(name,
                [.. values.Select(value => value is null ? (long?)null : Convert.ToInt64(value, CultureInfo.InvariantCulture))])
            : known.All(value => value is int or long or double) ? Numbers(name, values)
            : new TextColumn(name, [.. values.Select(Text)]);
    }

    /// <summary>Writes the values as the next column of a row group.</summary>
    public abstract Task Write(ParquetRowGroupWriter group);

    private static ValueColumn<double> Numbers(string name, IReadOnlyList<object?> values) =>
        new(name, [.. values.Select(value => value is null ? (double?)null : Convert.ToDouble(value, CultureInfo.InvariantCulture))]);

    /// <summary>Text as results.csv has it.</summary>
    private static string? Text(object? value) => value switch
    {
        null => null,
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private sealed record ValueColumn<T>(string Name, T?[] Values) : ParquetColumn(new DataField<T>(Name, nullable: true))
        where T : struct
    {
        public override Task Write(ParquetRowGroupWriter group) => group.WriteAsync<T>(Field, Values.AsMemory());
    }

    private sealed record TextColumn(string Name, string?[] Values) : ParquetColumn(new DataField<string>(Name, nullable: true))
    {
        public override Task Write(ParquetRowGroupWriter group) => group.WriteAsync(Field, Values!);
    }
}
