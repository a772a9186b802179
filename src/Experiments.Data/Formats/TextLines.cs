using System.Text;

namespace Experiments.Data.Formats;

/// <summary>Lines of a UTF-8 text, ended by LF, CR LF or CR; none may be longer than memory should hold.</summary>
internal sealed class TextLines(string path) : IDisposable
{
    /// <summary>Characters of the longest line that is read: millions of numbers.</summary>
    public const int Longest = 1 << 26;

    private readonly StreamReader reader = new(DataFile.OpenRead(path), new UTF8Encoding(false, true), detectEncodingFromByteOrderMarks: true);
    private readonly char[] buffer = new char[1 << 14];
    private readonly StringBuilder line = new();
    private int start;
    private int end;
    private bool skipsLineFeed;

    /// <summary>The number of the line last read, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line; null at the end.</summary>
    /// <exception cref="DataException">The line is no UTF-8 text, or too long.</exception>
    public string? Next()
    {
        line.Clear();
        Number++;
        bool any = false;
        while (Fill())
        {
            if (skipsLineFeed && buffer[start] == '\n')
            {
                skipsLineFeed = false;
                start++;
                continue;
            }

            (skipsLineFeed, any) = (false, true);
            int length = buffer.AsSpan(start, end - start).IndexOfAny('\r', '\n');
            Append(length < 0 ? end - start : length);
            if (length >= 0)
            {
                skipsLineFeed = buffer[start++] == '\r';
                return line.ToString();
            }
        }

        return any ? line.ToString() : null;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private void Append(int length)
    {
        if (line.Length + length > Longest)
        {
            throw new DataException($"{path}: line {Number} is longer than {Longest} characters; expected a sample a line.");
        }

        line.Append(buffer, start, length);
        start += length;
    }

    private bool Fill()
    {
        if (start < end)
        {
            return true;
        }

        try
        {
            (start, end) = (0, reader.Read(buffer));
            return end > 0;
        }
        catch (DecoderFallbackException fault)
        {
            throw new DataException($"{path}: line {Number} or soon after: not UTF-8 text.", fault);
        }
    }
}
