using System.Globalization;

namespace Experiments.Cli.Display;

/// <summary>Durations as people read them.</summary>
internal static class Durations
{
    /// <summary>"0.4 s", "12 s", "3:07 min", "2:05 h".</summary>
    public static string Text(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}:{duration.Seconds:00} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}:{duration.Minutes:00} h"),
    };
}
