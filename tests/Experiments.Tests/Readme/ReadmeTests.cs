using System.Text.RegularExpressions;

namespace Experiments.Tests.Readme;

/// <summary>The C# in the READMEs and in docs/use-from-csharp.md compiles: every snippet stands word for word in Snippets.cs.</summary>
public sealed partial class ReadmeTests
{
    [Theory]
    [InlineData("docs/own-parts.md", 5)]
    [InlineData("docs/use-from-csharp.md", 3)]
    [InlineData("src/Experiments.Reduction/README.md", 2)]
    [InlineData("src/Experiments.MLNet/README.md", 1)]
    public void Every_snippet_is_compiled_word_for_word(string file, int snippets)
    {
        string compiled = Flush(Text("tests/Experiments.Tests/Readme/Snippets.cs") + Text("tests/Experiments.Tests/Readme/OwnParts.cs"));
        string[] blocks = [.. CSharp().Matches(Text(file)).Select(match => Flush(match.Groups[1].Value))];
        Assert.Equal(snippets, blocks.Length);
        Assert.All(blocks, block =>
        {
            string[] lines = block.Split('\n');
            Assert.All(lines.Where(IsUsing), line => Assert.Contains(line, compiled, StringComparison.Ordinal));
            Assert.Contains(string.Join('\n', lines.Where(line => !IsUsing(line))).Trim(), compiled, StringComparison.Ordinal);
        });
    }

    private static string Text(string file) => File.ReadAllText(Repository.At(file)).ReplaceLineEndings("\n");

    private static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal);

    /// <summary>Removes the indentation of every line.</summary>
    private static string Flush(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
