using System.Text.RegularExpressions;

namespace Experiments.Onnx.Running;

/// <summary>Turns what ONNX Runtime says into the rest of a line that a user understands.</summary>
internal static partial class RuntimeFault
{
    private const int Longest = 240;

    /// <summary>Names in a damaged file may be megabytes long.</summary>
    private const int LongestSeen = 4000;

    /// <summary>The message without error code, source places and line breaks.</summary>
    public static string Describe(Exception fault)
    {
        string message = fault.Message.Length <= LongestSeen ? fault.Message : fault.Message[..LongestSeen];
        string text = Places().Replace(Code().Replace(message, string.Empty), string.Empty);
        text = Spaces().Replace(text, " ").Trim(' ', '.');
        return text.Length <= Longest ? text : text[..Longest] + " …";
    }

    [GeneratedRegex(@"^\[ErrorCode:\w+\]\s*")]
    private static partial Regex Code();

    /// <summary>"/build/graph.cc:123 virtual Status onnxruntime::Graph::Resolve(const std::map&lt;std::string, int&gt;&amp;) const ".</summary>
    [GeneratedRegex(
        @"\S+\.(cc|h|hpp|cpp):\d+\s+("
        + @"[\w:~<>,*&\s]*?::~?[\w<>:]+\((?>[^()]+|(?<open>\()|(?<-open>\)))*(?(open)(?!))\)(\s+const)?(\s+\[with [^\]]*\])?\s+)?")]
    private static partial Regex Places();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
