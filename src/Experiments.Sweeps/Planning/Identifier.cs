using Experiments.Sweeps.Caching;

namespace Experiments.Sweeps.Planning;

/// <summary>Names that stand in results and in folder names: a word for people and enough of a key to be unique.</summary>
internal static class Identifier
{
    /// <summary>Folders' names end at 255 bytes; layers of ONNX files may have longer ones.</summary>
    private const int LongestWord = 100;

    /// <summary>Returns a readable name with the beginning of a key: "mnist-3f2a91bc".</summary>
    public static string Of(string name, StageKey key) => $"{Word(name)}-{key.Hash[..8]}";

    private static string Word(string name) =>
        string.Concat(name[..Math.Min(name.Length, LongestWord)].ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '-')).Trim('-', '.');
}
