using System.Text.RegularExpressions;

namespace Experiments.Tests.Architecture;

/// <summary>Sources keep to the line length that .editorconfig states; what a raw text holds is as long as it is.</summary>
public sealed partial class LineLengthTests
{
    private static readonly int Longest = int.Parse(Limit().Match(File.ReadAllText(Repository.At(".editorconfig"))).Groups[1].Value);

    [Fact]
    public void No_line_of_code_is_longer_than_the_limit()
    {
        string[] files = [.. new[] { "src", "tests" }.SelectMany(folder =>
            Directory.GetFiles(Repository.At(folder), "*.cs", SearchOption.AllDirectories)).Where(file => !Built().IsMatch(file))];
        string[] tooLong = [.. files.SelectMany(file => TooLong(File.ReadAllText(file)).Select(line => $"{file}:{line}"))];
        Assert.True(files.Length > 500 && tooLong.Length == 0, $"Longer than {Longest} characters:\n{string.Join('\n', tooLong)}");
    }

    [Theory]
    [InlineData("a\nLONG\n", "2")]
    [InlineData("x = \"\"\"\nLONG\n\"\"\";\nLONG", "4")]
    public void Raw_texts_are_left_out(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', TooLong(text.Replace("LONG", new string('x', Longest + 1), StringComparison.Ordinal))));

    /// <summary>The numbers of the lines that are too long.</summary>
    private static IEnumerable<int> TooLong(string text) => Raw().Replace(text, raw => Regex.Replace(raw.Value, "[^\n]", string.Empty))
        .Split('\n').Index().Where(line => line.Item.TrimEnd('\r').Length > Longest).Select(line => line.Index + 1);

    [GeneratedRegex(@"max_line_length = (\d+)")]
    private static partial Regex Limit();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built();

    [GeneratedRegex("\"{3}[\\s\\S]*?\"{3}")]
    private static partial Regex Raw();
}
