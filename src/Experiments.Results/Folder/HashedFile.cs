using System.Security.Cryptography;
using Experiments.Reduction.Saving;

namespace Experiments.Results.Folder;

/// <summary>Writes files whole, and tells their checksums.</summary>
internal static class HashedFile
{
    /// <summary>Writes a file that is whole before it has its name.</summary>
    /// <param name="path">The place of the file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="note">Is told the checksum before the file has its name.</param>
    public static void Write(string path, Action<Stream> write, Action<string> note) => AtomicFile.Write(path, stream =>
    {
        using SHA256 hash = SHA256.Create();
        using (CryptoStream hashing = new(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            write(hashing);
        }

        note(Convert.ToHexStringLower(hash.Hash!));
    });
}
