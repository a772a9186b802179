using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace Experiments.Onnx;

/// <summary>Turns what ONNX Runtime says into the rest of a line that a user understands.</summary>
internal static partial class RuntimeFault
{
    private const int Longest = 240;

    /// <summary>The message without error code, source places and line breaks.</summary>
    public static string Describe(OnnxRuntimeException fault)
    {
        string text = Places().Replace(Code().Replace(fault.Message, string.Empty), string.Empty);
        text = Spaces().Replace(text, " ").Trim(' ', '.');
        return text.Length <= Longest ? text : text[..Longest] + " …";
    }

    [GeneratedRegex(@"^\[ErrorCode:\w+\]\s*")]
    private static partial Regex Code();

    /// <summary>"/build/graph.cc:123 onnxruntime::Graph::Resolve(...) ".</summary>
    [GeneratedRegex(@"\S+\.(cc|h|hpp|cpp):\d+\s+(\S+\([^)]*\)( const)?\s*)?")]
    private static partial Regex Places();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
