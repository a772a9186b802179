using System.CommandLine;
using System.Globalization;
using System.Text;
using Experiments.Sweeps.Planning;

namespace Experiments.Cli;

/// <summary>Fits help into the width of a terminal.</summary>
internal static class HelpText
{
    /// <summary>The terminal's width, at most 100; 100 where nobody looks.</summary>
    public static int Width => Math.Min(Terminal.Columns, TextColumns.UsualWidth);

    /// <summary>
    /// Notes in that width: lines without indentation flow as paragraphs, indented ones are broken one by one; a broken command line is
    /// continued with a backslash, so that it can be copied.
    /// </summary>
    public static string Fit(string notes, int width)
    {
        StringBuilder text = new();
        List<string> paragraph = [];
        foreach (string line in notes.ReplaceLineEndings("\n").TrimEnd().Split('\n'))
        {
            if (line.Length > 0 && line[0] != ' ')
            {
                paragraph.Add(line);
                continue;
            }

            Flush(paragraph, width, text);
            text.AppendJoin('\n', Broken(line, width)).Append('\n');
        }

        Flush(paragraph, width, text);
        return text.ToString();
    }

    /// <summary>The exit codes of a command; of the whole program for its root.</summary>
    public static string ExitCodes(Command command, int width)
    {
        IReadOnlyList<int> own = (command as NotedCommand)?.OwnExitCodes ?? [];
        IEnumerable<string[]> rows = Cli.ExitCodes.All
            .Where(code => command is RootCommand || Cli.ExitCodes.OfEveryCommand.Contains(code.Code) || own.Contains(code.Code))
            .Select(code => (string[])[code.Code.ToString(CultureInfo.InvariantCulture), code.Meaning]);
        return $"Exit codes:\n{TextColumns.Write(rows, indent: 2, width)}\n";
    }

    private static void Flush(List<string> paragraph, int width, StringBuilder text)
    {
        if (paragraph.Count > 0)
        {
            text.AppendJoin('\n', TextColumns.Wrap(string.Join(' ', paragraph), width)).Append('\n');
            paragraph.Clear();
        }
    }

    private static IEnumerable<string> Broken(string line, int width)
    {
        if (line.Length <= width)
        {
            return [line];
        }

        string margin = line[..^line.TrimStart().Length];
        bool command = line.TrimStart().StartsWith("experiments ", StringComparison.Ordinal);
        string[] pieces = [.. TextColumns.Wrap(line.TrimStart(), width - margin.Length - 4)];
        return pieces.Select((piece, i) => (i == 0 ? margin : margin + "  ") + piece + (command && i < pieces.Length - 1 ? " \\" : string.Empty));
    }
}
