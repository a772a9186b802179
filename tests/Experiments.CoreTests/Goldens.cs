using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using System.Text.Json;

namespace Experiments.Tests;

/// <summary>
/// Outputs beside the version of what gave them (Fixtures/goldens). An output that changed can be accepted only after its version was raised.
/// </summary>
internal static class Goldens
{
    /// <summary>Difference between processors, as a share of the largest value.</summary>
    private const double Tolerance = 2e-3;

    /// <summary>
    /// Fails, with a line for each, when outputs are others than those in <paramref name="file"/>, or when one of the two has more of them.
    /// </summary>
    /// <param name="file">Path within the repository, with slashes.</param>
    /// <param name="now">Outputs by name.</param>
    public static void Compare(string file, SortedDictionary<string, Golden> now)
    {
        IEnumerable<string> entries = now.Select(pair => $"  {JsonSerializer.Serialize(pair.Key)}: {JsonSerializer.Serialize(pair.Value)}");
        Approval.Here.Check(
            file, Encoding.UTF8.GetBytes($"{{\n{string.Join(",\n", entries)}\n}}\n"),
            approved => Differences(JsonSerializer.Deserialize<Dictionary<string, Golden>>(approved)!, now));
    }

    /// <summary>A line for each output that differs; null when none does. One that changed without its version makes them all unacceptable.</summary>
    public static OutputDifference? Differences(IReadOnlyDictionary<string, Golden> before, IReadOnlyDictionary<string, Golden> now)
    {
        OutputDifference[] faults = [.. before.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(name => Fault(name, before.GetValueOrDefault(name), now.GetValueOrDefault(name))).OfType<OutputDifference>()];
        return faults.Length == 0 ? null
            : new OutputDifference(string.Join('\n', faults.Select(fault => fault.Message)))
            {
                IsAcceptable = faults.All(fault => fault.IsAcceptable),
            };
    }

    /// <summary>Means, greatest and some values of an array, all of the array's own scale.</summary>
    public static double[] Digest(ReadOnlySpan<float> values)
    {
        double turned = 0;
        for (int i = 0; i < values.Length; i++)
        {
            turned += values[i] * Math.Cos(i) / values.Length;
        }

        double mean = TensorPrimitives.Sum(values) / values.Length;
        return [.. new[] { mean, turned, TensorPrimitives.MaxMagnitude(values), values[0], values[values.Length / 2], values[^1] }.Select(Round)];
    }

    /// <summary>Six digits.</summary>
    public static double Round(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static OutputDifference? Fault(string name, Golden? old, Golden? present) => (old, present) switch
    {
        (null, _) => new($"{name} is new"),
        (_, null) => new($"{name} did not come out"),
        _ when !present.IsLike(old, Tolerance) && present.Version == old.Version =>
            new($"output of {name} changed but its version did not: raise its version, {old.Version}, then accept") { IsAcceptable = false },
        _ when !present.IsLike(old, Tolerance) => new($"output of {name} changed with its version, {old.Version} to {present.Version}"),
        _ when present.Version != old.Version => new($"{name} has version {present.Version} now, {old.Version} in the approved file"),
        _ => null,
    };
}

/// <summary>What came out, rounded, of which version.</summary>
internal sealed record Golden(int Version, double[] Values)
{
    /// <summary>Whether every value is the other's to <paramref name="tolerance"/> of the greatest.</summary>
    public bool IsLike(Golden other, double tolerance)
    {
        double scale = Values.Max(Math.Abs);
        return Values.Length == other.Values.Length && Values.Zip(other.Values).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance * scale);
    }
}
