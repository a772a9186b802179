namespace Experiments.Data.Formats;

/// <summary>
/// The size to which a packed file may grow. Deflate can turn a megabyte into a gigabyte; data that people keep rarely grows a hundredfold. A file
/// that grows further is refused, and its owner is told to unpack it first, for a plain file is only as large as it is.
/// </summary>
internal static class UnpackBudget
{
    /// <summary>Any file may grow to this many bytes.</summary>
    private const long Always = 1L << 28;

    /// <summary>A larger one to this many times its packed size.</summary>
    private const long HighestRatio = 200;

    /// <summary>The most bytes that so many packed ones may become.</summary>
    public static long For(long packed) => Math.Min(Array.MaxLength - 1L, Math.Max(Always, packed * HighestRatio));

    /// <summary>The refusal of what grows further; <paramref name="unpack"/> says how its owner unpacks it.</summary>
    public static DataException Exceeded(string name, long packed, string unpack) =>
        new($"{name}: {packed} packed bytes grow to more than {For(packed)}, which is all that is unpacked at once; if that is meant, {unpack}.");
}
