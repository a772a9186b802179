using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Experiments.Tests.Cli.Screens;

/// <summary>
/// A terminal of some columns and any number of lines: it shows what was written to it, with the cursor moved and lines erased as the sequences say
/// that displays use. A sequence that it does not know is a fault of the test.
/// </summary>
internal sealed class VirtualTerminal(int columns) : TextWriter
{
    private readonly List<string[]> lines = [];
    private readonly StringBuilder sequence = new();
    private int row;
    private int column;

    public override Encoding Encoding => Encoding.UTF8;

    public bool IsCursorShown { get; private set; } = true;

    /// <summary>The widest line that was ever begun anew by the terminal, because its text did not fit.</summary>
    public int Wrapped { get; private set; }

    /// <summary>What the terminal shows, without blanks at the ends of lines and empty lines at the end.</summary>
    public string Screen =>
        string.Join('\n', lines.Select(line => string.Concat(line).TrimEnd())).TrimEnd('\n') + "\n";

    public override void Write(char value)
    {
        if (sequence.Length > 0 || value == '\e')
        {
            sequence.Append(value);
            if (sequence.Length > 2 && char.IsAsciiLetter(value))
            {
                Obey(sequence.ToString());
                sequence.Clear();
            }

            return;
        }

        switch (value)
        {
            case '\n':
                (row, column) = (row + 1, 0);
                break;
            case '\r':
                column = 0;
                break;
            default:
                Put(value);
                break;
        }
    }

    private void Put(char value)
    {
        int cells = new Segment(value.ToString()).CellCount();
        if (column + cells > columns)
        {
            (row, column) = (row + 1, 0);
            Wrapped++;
        }

        Line()[column] = value.ToString();
        if (cells == 2)
        {
            Line()[column + 1] = string.Empty;
        }

        column += cells;
    }

    private string[] Line()
    {
        while (lines.Count <= row)
        {
            lines.Add([.. Enumerable.Repeat(" ", columns)]);
        }

        return lines[row];
    }

    private void Obey(string command)
    {
        string arguments = command[2..^1];
        int number = int.TryParse(arguments, CultureInfo.InvariantCulture, out int given) ? given : 0;
        switch (command[^1])
        {
            case 'A':
                row = Math.Max(0, row - Math.Max(1, number));
                break;
            case 'K':
                Array.Fill(Line(), " ", number == 0 ? column : 0, columns - (number == 0 ? column : 0));
                break;
            case 'J' when number == 0:
                lines.RemoveRange(Math.Min(row, lines.Count), Math.Max(0, lines.Count - row));
                break;
            case 'm':
                break;
            case 'h' or 'l' when arguments == "?25":
                IsCursorShown = command[^1] == 'h';
                break;
            default:
                throw new InvalidOperationException($"The terminal does not know ESC{command[1..]}.");
        }
    }
}
