using System.Text;
using Experiments.Viewer.Bundle;

namespace Experiments.Tests.Viewer;

public sealed class PageBundleTests
{
    private const string Skeleton = "<html><!--csp--><title><!--title--></title><style>/*style*/</style><!--head--><!--blocks--><!--script--></html>";

    [Fact]
    public void Modules_are_put_together_in_the_order_of_their_imports()
    {
        Dictionary<string, string> files = new()
        {
            ["main.js"] = "// all\nimport { b } from \"./b.js\";\nimport {\n  a,\n} from \"./a.js\";\nb(a);\n",
            ["a.js"] = "export const a = 1;\n",
            ["b.js"] = "import { a } from \"./a.js\";\n\nexport async function b() { return `import ${a}`; }\nexport class C {}\n",
            ["unused.js"] = "export const d = 2;\n",
        };

        Assert.Equal(["a.js", "b.js", "main.js"], ScriptModules.Order(files));
        Assert.Equal(
            "const a = 1;\n\nasync function b() { return `import ${a}`; }\nclass C {}\n\n// all\nb(a);\n", ScriptModules.Join(files));
        Assert.Equal(["b", "C"], ScriptModules.Names(files["b.js"]));
    }

    [Theory]
    [InlineData("import a from \"./a.js\";", "main.js: 'import a from")]
    [InlineData("import { a as b } from \"./a.js\";", "main.js: 'import { a as b }")]
    [InlineData("export default 3;", "main.js: 'export default")]
    [InlineData("import { x } from \"./gone.js\";", "lacks gone.js")]
    public void What_cannot_be_put_together_is_refused(string main, string fault)
    {
        Dictionary<string, string> files = new() { ["main.js"] = main, ["a.js"] = "export const a = 1;" };
        Assert.Contains(fault, Assert.Throws<InvalidOperationException>(() => ScriptModules.Join(files)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("const a = \"</script>\";", "", "'</script'")]
    [InlineData("const a = \"<!--\";", "", "'<!--'")]
    [InlineData("", "a { content: \"</style>\"; }", "'</style'")]
    public void What_would_end_the_script_or_the_style_is_refused(string main, string style, string fault)
    {
        Dictionary<string, string> files = new() { ["page.html"] = Skeleton, ["main.js"] = main, ["a.css"] = style };
        Assert.StartsWith(fault, Assert.Throws<InvalidOperationException>(() => new PageBundle(files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Style_sheets_stand_in_the_order_of_their_names_and_a_title_is_text()
    {
        PageBundle page = new(new Dictionary<string, string>
        {
            ["page.html"] = Skeleton,
            ["main.js"] = "run();",
            ["b.css"] = "b {}",
            ["a.css"] = "a {}",
        });
        using MemoryStream stream = new();
        page.Write(stream, "<&>", "{}", ["AAAA", "BBBB"]);

        Assert.Equal("a {}\nb {}\n", page.Style);
        string[] parts =
        [
            "<html>",
            $"<meta http-equiv=\"Content-Security-Policy\" content=\"{page.Policy}\">",
            $"<title>&lt;&amp;&gt;</title><style>a {{}}\nb {{}}\n</style>",
            "<script type=\"application/json\" id=\"head\">{}</script><script type=\"application/octet-stream\" id=\"b0\">AAAA</script>\n",
            "<script type=\"application/octet-stream\" id=\"b1\">BBBB</script>\n<script type=\"module\">\nrun();\n</script></html>",
        ];
        Assert.Equal(string.Concat(parts), Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void The_script_stands_between_the_blocks_of_the_first_sight_and_the_others()
    {
        PageBundle page = new(new Dictionary<string, string> { ["page.html"] = Skeleton, ["main.js"] = "run();" });
        using MemoryStream stream = new();
        page.Write(stream, "t", "{}", ["AAAA", "BBBB", "CCCC"], new HashSet<int> { 1 });

        const string Block = "<script type=\"application/octet-stream\" id=";
        Assert.EndsWith(
            $"{Block}\"b1\">BBBB</script>\n<script type=\"module\" async>\nrun();\n</script>"
            + $"{Block}\"b0\">AAAA</script>\n{Block}\"b2\">CCCC</script>\n</html>",
            Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_can_be_put_together_and_no_two_modules_give_a_name_twice()
    {
        Assert.NotEmpty(PageBundle.Standard.Script);
        string folder = Repository.At("src/Experiments.Viewer/Page");
        Dictionary<string, string> files = Directory.GetFiles(folder, "*.js").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), ScriptModules.Order(files).Order(StringComparer.Ordinal));
        string[] twice = [.. files.SelectMany(file => ScriptModules.Names(file.Value).Select(name => (name, file.Key)))
            .GroupBy(one => one.name).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(one => one.Key))}")];
        Assert.True(twice.Length == 0, string.Join('\n', twice));
    }
}
