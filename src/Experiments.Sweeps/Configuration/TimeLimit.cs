using System.Globalization;
using System.Text.Json.Nodes;
using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Configuration;

/// <summary>Reads and writes <c>time_limit</c>: a number with its unit, as 90s, 10m or 2h.</summary>
internal static class TimeLimit
{
    /// <summary>The word for no limit.</summary>
    public const string None = "none";

    private static readonly (string Unit, double Seconds)[] Units = [("min", 60), ("s", 1), ("m", 60), ("h", 3600)];
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>The setting as JSON Schema.</summary>
    public static JsonObject Schema => new() { ["type"] = "string", ["pattern"] = @"^(none|[0-9]+(\.[0-9]+)? ?(s|m|min|h))$" };

    /// <summary>The limit; null for none.</summary>
    public static TimeSpan? Read(ConfigNode? node, ConfigErrors errors)
    {
        if (node is null || None.Equals(node.Text, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach ((string unit, double seconds) in Units.Where(_ => node.Kind == ConfigNodeKind.Scalar))
        {
            if (node.Text!.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(node.Text[..^unit.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture, out double number)
                && number > 0 && number * seconds <= Longest.TotalSeconds)
            {
                return TimeSpan.FromSeconds(number * seconds);
            }
        }

        errors.Add(node, $"time_limit: got {node.Describe()}, expected a time with its unit, as in 90s, 10m or 2h (at most 30 days), or {None}");
        return null;
    }

    /// <summary>As a sweep file writes it.</summary>
    public static string Write(TimeSpan? limit) => limit is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds}s") : None;

    /// <summary>"90 s", "10 min", "2 h".</summary>
    public static string InWords(TimeSpan limit) => limit switch
    {
        { TotalHours: >= 1 } when limit.TotalHours == Math.Truncate(limit.TotalHours) =>
            string.Create(CultureInfo.InvariantCulture, $"{limit.TotalHours} h"),
        { TotalMinutes: >= 1 } when limit.TotalMinutes == Math.Truncate(limit.TotalMinutes) =>
            string.Create(CultureInfo.InvariantCulture, $"{limit.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds} s"),
    };
}
