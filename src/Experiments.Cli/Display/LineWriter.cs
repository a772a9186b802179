using System.Text;
using Experiments.Data;

namespace Experiments.Cli.Display;

/// <summary>Hands on what is written to it line by line, with control characters spelled out.</summary>
internal sealed class LineWriter(Action<string> line) : TextWriter
{
    private readonly StringBuilder begun = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        string? whole = null;
        lock (begun)
        {
            if (value != '\n')
            {
                begun.Append(value);
                return;
            }

            whole = begun.ToString().TrimEnd('\r');
            begun.Clear();
        }

        line(OneLine.Of(whole));
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count).ToString());

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        foreach (char one in value ?? string.Empty)
        {
            Write(one);
        }
    }
}
