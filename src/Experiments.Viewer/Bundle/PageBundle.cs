using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Experiments.Viewer.Bundle;

/// <summary>The page without its data: skeleton, styles and script in one, and the policy by which a browser runs no other script.</summary>
internal sealed class PageBundle
{
    private const string Folder = "Page/";
    private const string Skeleton = "page.html";
    private static readonly string[] Parts = ["<!--csp-->", "<!--title-->", "/*style*/", "<!--head-->", "<!--blocks-->", "<!--script-->"];
    private static readonly Lazy<PageBundle> Own = new(() => new PageBundle(Resources()));
    private readonly string skeleton;

    /// <summary>Puts a page together.</summary>
    /// <param name="files">Its files by name.</param>
    /// <exception cref="InvalidOperationException">The files do not make a page.</exception>
    public PageBundle(IReadOnlyDictionary<string, string> files)
    {
        skeleton = files.GetValueOrDefault(Skeleton)?.ReplaceLineEndings("\n") ?? throw new InvalidOperationException($"The page lacks {Skeleton}.");
        Style = string.Concat(Named(".css").Select(name => files[name].ReplaceLineEndings("\n").Trim() + "\n"));
        Script = "\n" + ScriptModules.Join(Named(".js").ToDictionary(name => name, name => files[name]));
        Require(Array.Find(Parts, part => skeleton.Split(part).Length != 2), "has to stand once in " + Skeleton);
        Require(Ends(Script, "</script", "<!--"), "ends or hides a script, so it may stand in none");
        Require(Ends(Style, "</style"), "ends the style sheet, so it may not stand in it");

        IEnumerable<string> Named(string end) =>
            files.Keys.Where(name => name.EndsWith(end, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    /// <summary>The page that comes with the program.</summary>
    public static PageBundle Standard => Own.Value;

    /// <summary>All modules as one.</summary>
    public string Script { get; }

    /// <summary>All style sheets as one.</summary>
    public string Style { get; }

    /// <summary>What a browser may load: nothing but this script, this style and images out of the page itself.</summary>
    public string Policy => $"default-src 'none'; script-src '{Hash(Script)}'; style-src '{Hash(Style)}'; img-src blob: data:; "
        + "base-uri 'none'; form-action 'none'";

    /// <summary>Writes the page with its data.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="title">The title of the page, as plain text.</param>
    /// <param name="head">The head as JSON without any markup.</param>
    /// <param name="blocks">The blocks in base64.</param>
    /// <param name="first">The blocks that the first sight needs: the script begins with these while the others are still read; null for all.</param>
    public void Write(Stream stream, string title, string head, IReadOnlyList<string> blocks, IReadOnlySet<int>? first = null)
    {
        int[] behind = first is null ? [] : [.. Enumerable.Range(0, blocks.Count).Where(number => !first.Contains(number))];
        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true);
        Dictionary<string, Action> parts = new()
        {
            ["<!--csp-->"] = () => writer.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">"),
            ["<!--title-->"] = () => writer.Write(WebUtility.HtmlEncode(title)),
            ["/*style*/"] = () => writer.Write(Style),
            ["<!--head-->"] = () => writer.Write($"<script type=\"application/json\" id=\"head\">{head}</script>"),
            ["<!--blocks-->"] = () => WriteBlocks(writer, blocks, Enumerable.Range(0, blocks.Count).Except(behind)),
            ["<!--script-->"] = () =>
            {
                writer.Write($"<script type=\"module\"{(behind.Length > 0 ? " async" : string.Empty)}>{Script}</script>");
                WriteBlocks(writer, blocks, behind);
            },
        };
        int at = 0;
        foreach ((string part, int place) in Parts.Select(part => (part, skeleton.IndexOf(part, StringComparison.Ordinal))).OrderBy(one => one.Item2))
        {
            writer.Write(skeleton.AsSpan(at, place - at));
            parts[part]();
            at = place + part.Length;
        }

        writer.Write(skeleton.AsSpan(at));
    }

    private static void WriteBlocks(StreamWriter writer, IReadOnlyList<string> blocks, IEnumerable<int> numbers)
    {
        foreach (int number in numbers)
        {
            writer.Write($"<script type=\"application/octet-stream\" id=\"b{number}\">");
            writer.Write(blocks[number]);
            writer.Write("</script>\n");
        }
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string? Ends(string text, params string[] words) =>
        Array.Find(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static void Require(string? odd, string what)
    {
        if (odd is not null)
        {
            throw new InvalidOperationException($"'{odd}' {what}.");
        }
    }

    private static Dictionary<string, string> Resources()
    {
        Assembly assembly = typeof(PageBundle).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..], name => Read(assembly, name));
    }

    private static string Read(Assembly assembly, string name)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
