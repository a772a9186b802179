using System.Security.Cryptography;
using System.Text;
using Experiments.Reduction.Saving;

namespace Experiments.Data.Formats;

/// <summary>SHA-256 over content, as lower-case hexadecimal.</summary>
public static class ContentHash
{
    /// <summary>Of bytes in memory.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Returns the SHA-256 of a text in UTF-8.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Returns the SHA-256 of a file.</summary>
    public static string OfFile(string path) => FileRetry.Run(() =>
    {
        using FileStream stream = DataFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    });
}
