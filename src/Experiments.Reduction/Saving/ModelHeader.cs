namespace Experiments.Reduction.Saving;

/// <summary>The header of a fitted reducer's file, which precedes its numbers.</summary>
internal sealed record ModelHeader
{
    /// <summary>The kind of the reducer.</summary>
    public required string Reducer { get; init; }

    /// <summary>The version of the reducer: other versions may place samples elsewhere.</summary>
    public required int ReducerVersion { get; init; }

    /// <summary>The seed of the fit.</summary>
    public required long Seed { get; init; }

    /// <summary>Features of a sample.</summary>
    public required int Features { get; init; }

    /// <summary>The settings of the fit, as plain values.</summary>
    public required IReadOnlyDictionary<string, object?> Settings { get; init; }

    /// <summary>Named numbers of the fit.</summary>
    public IReadOnlyDictionary<string, double> Diagnostics { get; init; } = new Dictionary<string, double>();

    /// <summary>Short texts kept with it.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();

    /// <summary>The parts in the order of their values.</summary>
    public IReadOnlyList<ModelPartHeader> Parts { get; init; } = [];

    /// <summary>True when nothing about it is impossible.</summary>
    internal bool IsWhole =>
        Reducer is not null && Features > 0 && Settings is not null && Diagnostics is not null && Notes is not null
        && Notes.Values.All(text => text is not null)
        && Parts is not null && Parts.All(part => part is not null && part.IsPossible)
        && Parts.Select(part => part.Name).Distinct().Count() == Parts.Count;
}

/// <summary>One part's entry in the header.</summary>
/// <param name="Name">The name of the part.</param>
/// <param name="Type">The type of its values, f32 or f64.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
internal sealed record ModelPartHeader(string Name, string Type, int Rows, int Columns)
{
    /// <summary>True when the part's values are of single precision.</summary>
    internal bool IsSingle => Type == ModelPart.TypeOf<float>();

    /// <summary>The number of values.</summary>
    internal long Count => (long)Rows * Columns;

    /// <summary>Bytes in the file.</summary>
    internal long Length => Count * (IsSingle ? sizeof(float) : sizeof(double));

    /// <summary>True when there can be such a part.</summary>
    internal bool IsPossible =>
        Name is not null && (IsSingle || Type == ModelPart.TypeOf<double>()) && Rows > 0 && Columns > 0 && Count <= Array.MaxLength;
}
