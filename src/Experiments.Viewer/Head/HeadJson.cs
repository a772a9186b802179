using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Experiments.Results.Records;

namespace Experiments.Viewer.Head;

/// <summary>
/// The head as JSON in a script element: names in camelCase, nulls written, and no character of markup, whatever class names and labels hold.
/// </summary>
internal static class HeadJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // It escapes <, > and & wherever they stand, and the line separators that scripts would break at.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        // Settings may be infinite; nothing else is that is not finite.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new PlainValueConverter() },
    };

    /// <summary>Writes the head.</summary>
    public static string Write(ViewerHead head) => JsonSerializer.Serialize(head, Options);

    /// <summary>Writes texts for a block.</summary>
    public static byte[] Texts(IEnumerable<string> texts) => JsonSerializer.SerializeToUtf8Bytes<string[]>([.. texts], Options);
}
