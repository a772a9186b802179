namespace Experiments.Tests.Cli.Screens;

/// <summary>A clock that stands at half past eight in the morning until it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public void Pass(double seconds) => passed += TimeSpan.FromSeconds(seconds);

    public override long GetTimestamp() => passed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2025, 3, 1, 8, 30, 0, TimeSpan.Zero) + passed;
}
