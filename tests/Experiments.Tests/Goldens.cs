using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using Experiments.Reports.Comparison.Model;

namespace Experiments.Tests;

/// <summary>
/// Outputs beside the version of what gave them (Fixtures/goldens). After raising a version, copy the .received.json, which lies beside the test program, over
/// the approved file.
/// </summary>
internal static class Goldens
{
    /// <summary>Difference between processors, as a share of the largest value.</summary>
    private const double Tolerance = 2e-3;

    /// <summary>Fails, with a line for each, when outputs are others than those in <paramref name="file"/>, or when one of the two has more of them.</summary>
    public static void Compare(string file, SortedDictionary<string, Golden> now)
    {
        string approved = Path.Combine(AppContext.BaseDirectory, "Fixtures", "goldens", $"{file}.json");
        string received = Path.ChangeExtension(approved, ".received.json");
        Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
        File.WriteAllText(received, "{\n" + string.Join(",\n", now.Select(pair => $"  {JsonSerializer.Serialize(pair.Key)}: {JsonSerializer.Serialize(pair.Value)}")) + "\n}\n");
        Dictionary<string, Golden> before = File.Exists(approved) ? JsonSerializer.Deserialize<Dictionary<string, Golden>>(File.ReadAllText(approved))! : [];
        string[] faults = [.. before.Keys.Union(now.Keys).Order(StringComparer.Ordinal).Select(name => Fault(name, before.GetValueOrDefault(name), now.GetValueOrDefault(name))).OfType<string>()];
        Assert.True(faults.Length == 0, $"{string.Join('\n', faults)}\nAccept: copy {received} over tests/Experiments.Tests/Fixtures/goldens/{file}.json.");
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

    private static string? Fault(string name, Golden? old, Golden? present) => (old, present) switch
    {
        (null, _) or (_, null) => $"{name} is only in one of the approved file and what came out; accept it",
        _ when !present.IsLike(old, Tolerance) && present.Version == old.Version => $"output of {name} changed but its version did not: raise its version, {old.Version}, then accept",
        _ when !present.IsLike(old, Tolerance) => $"output of {name} changed with its version, {old.Version} to {present.Version}: accept it",
        _ when present.Version != old.Version => $"{name} has version {present.Version} now, {old.Version} in the approved file: accept it",
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
