namespace Experiments.Sweeps.Caching;

/// <summary>
/// Recognises that a disk is full, or a quota used up: no stage can be stored after that, so it stops the sweep and fails no trial.
/// </summary>
internal static class FullDisk
{
    private const int NoSpace = 28;
    private const int QuotaOnLinux = 122;
    private const int QuotaOnMac = 69;
    private const int WindowsFull = unchecked((int)0x80070070);
    private const int WindowsHandleFull = unchecked((int)0x80070027);
    private static readonly HashSet<int> Codes =
        OperatingSystem.IsWindows() ? [WindowsFull, WindowsHandleFull] : [NoSpace, OperatingSystem.IsMacOS() ? QuotaOnMac : QuotaOnLinux];

    /// <summary>A fault that counts as a full disk: another process met one.</summary>
    public static IOException Fault => new("No space left on device", Codes.First());

    /// <summary>Tells whether a full disk is the reason of a fault, or the reason's reason.</summary>
    public static bool Is(Exception fault) => fault switch
    {
        AggregateException many => many.Flatten().InnerExceptions.Any(Is),
        IOException io when Codes.Contains(io.HResult) => true,
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}
